package ai.kubernaut.we.testkit.model.search;

/**
 * The states that were seen, by fingerprint, each with the fingerprint of the state before it and
 * of its calm successor: 24 bytes a state. Safe for use by several threads.
 */
final class Seen {

  /** No state: before the initial one, and after one at rest. */
  static final long NONE = 0;

  private static final int SHARDS = 64;

  private final Shard[] shards = new Shard[SHARDS];

  Seen() {
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard();
    }
  }

  /** False where it was there already. */
  boolean add(long state, long before) {
    Shard shard = shard(state);
    synchronized (shard) {
      return shard.add(state, before);
    }
  }

  boolean contains(long state) {
    Shard shard = shard(state);
    synchronized (shard) {
      return shard.keys[shard.slot(state)] == state;
    }
  }

  long before(long state) {
    Shard shard = shard(state);
    synchronized (shard) {
      return shard.before[shard.slot(state)];
    }
  }

  void calm(long state, long next) {
    Shard shard = shard(state);
    synchronized (shard) {
      shard.calm[shard.slot(state)] = next;
    }
  }

  long calm(long state) {
    Shard shard = shard(state);
    synchronized (shard) {
      return shard.calm[shard.slot(state)];
    }
  }

  private Shard shard(long state) {
    return shards[(int) (state >>> 58)];
  }

  /** Every state, for one thread at the end. */
  long[] states() {
    long[] all = new long[size()];
    int n = 0;
    for (Shard shard : shards) {
      for (long key : shard.keys) {
        if (key != NONE) {
          all[n++] = key;
        }
      }
    }
    return all;
  }

  int size() {
    int size = 0;
    for (Shard shard : shards) {
      synchronized (shard) {
        size += shard.size;
      }
    }
    return size;
  }

  /** An open-addressing table. */
  private static final class Shard {
    private long[] keys = new long[1024];
    private long[] before = new long[1024];
    private long[] calm = new long[1024];
    private int size;

    /** Where it is, or where it belongs. */
    private int slot(long key) {
      int mask = keys.length - 1;
      int slot = (int) key & mask;
      while (keys[slot] != NONE && keys[slot] != key) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private boolean add(long key, long from) {
      int slot = slot(key);
      if (keys[slot] == key) {
        return false;
      }
      keys[slot] = key;
      before[slot] = from;
      if (++size * 3L > keys.length * 2L) {
        grow();
      }
      return true;
    }

    private void grow() {
      long[] oldKeys = keys;
      long[] oldBefore = before;
      long[] oldCalm = calm;
      keys = new long[oldKeys.length * 2];
      before = new long[keys.length];
      calm = new long[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != NONE) {
          int slot = slot(oldKeys[i]);
          keys[slot] = oldKeys[i];
          before[slot] = oldBefore[i];
          calm[slot] = oldCalm[i];
        }
      }
    }
  }
}
