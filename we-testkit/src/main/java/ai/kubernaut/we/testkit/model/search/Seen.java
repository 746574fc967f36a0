package ai.kubernaut.we.testkit.model.search;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The states that were seen, by fingerprint, each with the state before it and the one after it in
 * a fair run: about 45 bytes a state. States are referred to by numbers that never change. Safe for
 * use by several threads.
 */
final class Seen {

  /** No state: before the initial one, and after one at rest. */
  static final int NONE = -1;

  private static final int SHARD_BITS = 6;
  private static final int SHARDS = 1 << SHARD_BITS;

  private final Shard[] shards = new Shard[SHARDS];

  Seen() {
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard();
    }
  }

  /**
   * Adds a state that was reached from another.
   *
   * @return its number, or, where it was there already, the complement of its number
   */
  int add(long state, int before) {
    int shard = shard(state);
    synchronized (shards[shard]) {
      int place = shards[shard].add(state, before);
      return place >= 0 ? place << SHARD_BITS | shard : ~(~place << SHARD_BITS | shard);
    }
  }

  boolean contains(long state) {
    Shard shard = shards[shard(state)];
    synchronized (shard) {
      return shard.find(state) >= 0;
    }
  }

  /** The number of a state that was added. */
  int number(long state) {
    int shard = shard(state);
    synchronized (shards[shard]) {
      return shards[shard].find(state) << SHARD_BITS | shard;
    }
  }

  long state(int number) {
    Shard shard = shards[number & (SHARDS - 1)];
    synchronized (shard) {
      return shard.states[number >>> SHARD_BITS];
    }
  }

  int before(int number) {
    Shard shard = shards[number & (SHARDS - 1)];
    synchronized (shard) {
      return shard.before[number >>> SHARD_BITS];
    }
  }

  /** Says which state follows in a fair run. */
  void next(int number, int next) {
    Shard shard = shards[number & (SHARDS - 1)];
    synchronized (shard) {
      shard.next[number >>> SHARD_BITS] = next;
    }
  }

  private static int shard(long state) {
    return (int) (state >>> (64 - SHARD_BITS));
  }

  long size() {
    long size = 0;
    for (Shard shard : shards) {
      synchronized (shard) {
        size += shard.size;
      }
    }
    return size;
  }

  /** A state from which the fair run comes back to itself; for one thread at the end. */
  int endless() {
    long all = size();
    BitSet[] ending = new BitSet[SHARDS];
    for (int i = 0; i < SHARDS; i++) {
      ending[i] = new BitSet(shards[i].size);
    }
    for (int shard = 0; shard < SHARDS; shard++) {
      for (int place = 0; place < shards[shard].size; place++) {
        int loop = follow(place << SHARD_BITS | shard, all, ending);
        if (loop != NONE) {
          return loop;
        }
      }
    }
    return NONE;
  }

  /** A run that meets neither an end nor one that is known to end within all states is a loop. */
  private int follow(int from, long all, BitSet[] ending) {
    long left = all;
    int at = from;
    while (at != NONE && !ends(at, ending)) {
      if (left-- == 0) {
        return at;
      }
      at = shards[at & (SHARDS - 1)].next[at >>> SHARD_BITS];
    }
    for (int s = from; s != NONE && !ends(s, ending); ) {
      ending[s & (SHARDS - 1)].set(s >>> SHARD_BITS);
      s = shards[s & (SHARDS - 1)].next[s >>> SHARD_BITS];
    }
    return NONE;
  }

  private static boolean ends(int number, BitSet[] ending) {
    return ending[number & (SHARDS - 1)].get(number >>> SHARD_BITS);
  }

  /**
   * States in the order in which they came, and an open-addressing table of their places: pairs of
   * a state and its place, side by side, because most of the time goes into waiting for memory.
   */
  private static final class Shard {
    private static final long FREE = 0;

    private long[] states = new long[512];
    private int[] before = new int[512];
    private int[] next = new int[512];
    private long[] table = new long[2048];
    private int size;

    private int find(long state) {
      return (int) table[slot(state) + 1] - 1;
    }

    /** Where it is, or where it belongs. */
    private int slot(long state) {
      int mask = table.length - 2;
      int slot = (int) (state << 1) & mask;
      while (table[slot] != state && table[slot + 1] != FREE) {
        slot = (slot + 2) & mask;
      }
      return slot;
    }

    private int add(long state, int from) {
      int slot = slot(state);
      if (table[slot + 1] != FREE) {
        return ~((int) table[slot + 1] - 1);
      }
      if (size == states.length) {
        lengthen();
      }
      states[size] = state;
      before[size] = from;
      next[size] = NONE;
      table[slot] = state;
      table[slot + 1] = ++size;
      if (size * 6L > table.length * 2L) {
        widen();
      }
      return size - 1;
    }

    private void lengthen() {
      int length = size + (size >> 1);
      states = Arrays.copyOf(states, length);
      before = Arrays.copyOf(before, length);
      next = Arrays.copyOf(next, length);
    }

    private void widen() {
      table = new long[table.length * 2];
      for (int place = 0; place < size; place++) {
        int slot = slot(states[place]);
        table[slot] = states[place];
        table[slot + 1] = place + 1L;
      }
    }
  }
}
