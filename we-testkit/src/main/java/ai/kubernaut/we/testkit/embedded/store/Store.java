package ai.kubernaut.we.testkit.embedded.store;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Objects of all types under one revision counter. Every write makes one new revision; versions are
 * immutable. Readers see a consistent snapshot; writers compare and set. Safe for use by many
 * threads.
 */
public final class Store {
  private static final int BATCH = 500;
  private static final long FRESH_BYTES = 8 * 1024 * 1024;
  private static final String LAST = "\uffff";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition anyChange = lock.newCondition();
  private final Map<String, Collection> collections = new HashMap<>();
  private final ChangeLog log = new ChangeLog();
  private final Freshness freshness = new Freshness(FRESH_BYTES);
  private final int historyLimit;
  private long revision = 1;
  private long compacted = 1;
  private long watchable = 1;
  private boolean closed;

  /**
   * @param historyLimit how many changes are kept for watches and old listings
   */
  public Store(int historyLimit) {
    this.historyLimit = historyLimit;
  }

  /** The revision of the latest write. */
  public long revision() {
    return locked(() -> revision);
  }

  public Optional<StoredObject> get(ObjectKey key) {
    return locked(() -> Optional.ofNullable(collection(key.collection()).current.get(key)));
  }

  /** Adds an object; empty when there is one already. */
  public Optional<StoredObject> create(ObjectKey key, JsonObject tree) {
    return locked(
        () -> {
          if (collection(key.collection()).current.containsKey(key)) {
            return Optional.empty();
          }
          return Optional.of(write(Change.Type.ADDED, null, key, tree));
        });
  }

  /** Replaces exactly this version; empty when it is no longer the current one. */
  public Optional<StoredObject> replace(StoredObject before, JsonObject tree) {
    return locked(
        () ->
            isCurrent(before)
                ? Optional.of(write(Change.Type.MODIFIED, before, before.key(), tree))
                : Optional.empty());
  }

  /**
   * Deletes exactly this version, leaving the tree as its last state; empty when it is no longer
   * the current one.
   */
  public Optional<StoredObject> delete(StoredObject before, JsonObject tree) {
    return locked(
        () ->
            isCurrent(before)
                ? Optional.of(write(Change.Type.DELETED, before, before.key(), tree))
                : Optional.empty());
  }

  /** The objects of a collection now; of all namespaces when the namespace is empty. */
  public Listing list(String collection, String namespace) {
    return locked(() -> new Listing(revision, List.copyOf(range(collection, namespace).values())));
  }

  /** The objects of a collection as they were at a revision. */
  public Listing listAt(String collection, String namespace, long at) {
    return locked(
        () -> {
          requireHistory(at, compacted);
          TreeMap<ObjectKey, StoredObject> objects = new TreeMap<>(range(collection, namespace));
          List<Change> since = collection(collection).log.after(at, Integer.MAX_VALUE);
          for (int i = since.size() - 1; i >= 0; i--) {
            undo(since.get(i), namespace, objects);
          }
          return new Listing(at, List.copyOf(objects.values()));
        });
  }

  /** The objects of a collection as they were some changes ago, as far as the history goes back. */
  public Listing listBehind(String collection, String namespace, int changes) {
    return locked(() -> listAt(collection, namespace, Math.max(compacted, revision - changes)));
  }

  /**
   * Waits for changes of a collection (of all when null) after a revision, up to the given time.
   *
   * @throws Compacted when the history does not reach back to that revision
   */
  public Batch await(@Nullable String collection, long after, Duration atMost)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      requireHistory(after, Math.max(compacted, watchable));
      ChangeLog source = collection == null ? log : collection(collection).log;
      Condition changed = collection == null ? anyChange : collection(collection).changed;
      List<Change> changes = source.after(after, BATCH);
      long nanos = atMost.toNanos();
      while (changes.isEmpty() && nanos > 0 && !closed) {
        nanos = changed.awaitNanos(nanos);
        requireHistory(after, Math.max(compacted, watchable));
        changes = source.after(after, BATCH);
      }
      return new Batch(changes, seenUpTo(changes));
    } finally {
      lock.unlock();
    }
  }

  private long seenUpTo(List<Change> changes) {
    return changes.size() < BATCH ? revision : changes.get(changes.size() - 1).revision();
  }

  /**
   * Forgets the history up to now: whoever asks for an earlier revision is told that it is too old.
   */
  public void compact() {
    locked(
        () -> {
          while (log.size() > 0) {
            dropOldest();
          }
          compacted = revision;
          return revision;
        });
  }

  /** Lets watches go back to here and no further; old listings can. */
  public void openWatches() {
    locked(
        () -> {
          watchable = revision;
          return revision;
        });
  }

  /** Wakes all who wait; the store can still be read. */
  public void close() {
    locked(
        () -> {
          closed = true;
          signalAll();
          return revision;
        });
  }

  public boolean isClosed() {
    return locked(() -> closed);
  }

  private void signalAll() {
    collections.values().forEach(collection -> collection.changed.signalAll());
    anyChange.signalAll();
  }

  private StoredObject write(
      Change.Type type, @Nullable StoredObject before, ObjectKey key, JsonObject tree) {
    Collection collection = collection(key.collection());
    ObjectKey lean = before == null ? collection.lean(key) : key;
    StoredObject after = StoredObject.of(lean, revision + 1, tree, before);
    revision++;
    freshness.written(after, this::packing);
    if (type == Change.Type.DELETED) {
      collection.current.remove(lean);
    } else {
      collection.current.put(lean, after);
    }
    record(collection, new Change(revision, type, before, after));
    return after;
  }

  private void record(Collection collection, Change change) {
    collection.log.add(change);
    log.add(change);
    while (log.size() > historyLimit) {
      dropOldest();
    }
    collection.changed.signalAll();
    anyChange.signalAll();
  }

  private void dropOldest() {
    Change oldest = log.oldest();
    log.dropOldest();
    collection(oldest.key().collection()).log.dropOldest();
    compacted = oldest.revision();
  }

  private static void requireHistory(long asked, long oldest) {
    if (asked < oldest) {
      throw new Compacted(asked, oldest);
    }
  }

  private boolean isCurrent(StoredObject version) {
    StoredObject current = collection(version.key().collection()).current.get(version.key());
    return current != null && current.revision() == version.revision();
  }

  private static void undo(
      Change change, String namespace, SortedMap<ObjectKey, StoredObject> objects) {
    if (!namespace.isEmpty() && !change.key().namespace().equals(namespace)) {
      return;
    }
    if (change.before() == null) {
      objects.remove(change.key());
    } else {
      objects.put(change.key(), change.before());
    }
  }

  private NavigableMap<ObjectKey, StoredObject> range(String collection, String namespace) {
    TreeMap<ObjectKey, StoredObject> current = collection(collection).current;
    if (namespace.isEmpty()) {
      return current;
    }
    return current.subMap(
        new ObjectKey(collection, namespace, ""),
        true,
        new ObjectKey(collection, namespace, LAST),
        true);
  }

  private Collection collection(String name) {
    return collections.computeIfAbsent(name, n -> new Collection(n, lock.newCondition()));
  }

  private Packing packing(StoredObject version) {
    return collection(version.key().collection()).packing;
  }

  private <T> T locked(java.util.function.Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
