package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.controller.runtime.Change.Origin;
import ai.kubernaut.we.controller.runtime.ResourceVersions.Order;
import ai.kubernaut.we.kubernetes.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest that is known of each object: what lists and watches say, overlaid with the answers to
 * own writes until the watch has caught up with them. An overlay ends when the API shows the same
 * version or a newer one, with a list that began after the write, or after a while. Versions that
 * are not numbers have no order: then what comes later is taken for newer.
 */
final class ObjectStore<T extends Watched> {

  /** What was written and not yet seen; {@code confirmed} is what the API last showed instead. */
  private record Overlay<T>(@Nullable T confirmed, long since, long epoch) {}

  /** An object that is gone; versions up to this one of it are late news. */
  private record Tombstone(String resourceVersion, long since, long epoch) {}

  private final Map<String, Index<T>> indexes;
  private final Consumer<Change<T>> witness;
  private final long overlayNanos;
  private final LongSupplier nanoTime;
  private final Map<ObjectKey, T> objects = new HashMap<>();
  private final Map<String, ObjectKey> byUid = new HashMap<>();
  private final Map<ObjectKey, Overlay<T>> overlays = new LinkedHashMap<>();
  private final Map<String, Tombstone> tombstones = new LinkedHashMap<>();
  private long epoch;

  /**
   * An empty store.
   *
   * @param witness hears of each change, in their order, before anyone can see it
   */
  ObjectStore(
      Map<String, Index<T>> indexes,
      Consumer<Change<T>> witness,
      Duration overlayFor,
      LongSupplier nanoTime) {
    this.indexes = indexes;
    this.witness = witness;
    this.overlayNanos = overlayFor.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Takes in an object that the watch showed as added or modified. */
  synchronized Optional<Change<T>> seen(T object) {
    if (isBuried(object)) {
      return Optional.empty();
    }
    ObjectKey key = ObjectKey.of(object);
    T held = objects.get(key);
    Order order = held == null ? Order.NEWER : compare(object, held);
    if (order == Order.OLDER) {
      overlays.computeIfPresent(
          key, (any, overlay) -> new Overlay<>(object, overlay.since(), overlay.epoch()));
      return Optional.empty();
    }
    overlays.remove(key);
    return order == Order.SAME ? Optional.empty() : Optional.of(put(object, Origin.WATCH));
  }

  /** Takes in that the watch showed an object as deleted. */
  synchronized Optional<Change<T>> seenDeleted(String uid, String resourceVersion) {
    tombstones.put(uid, new Tombstone(resourceVersion, nanoTime.getAsLong(), epoch));
    return remove(uid, Origin.WATCH);
  }

  /** Takes in the answer to an own write. */
  synchronized Optional<Change<T>> written(T object) {
    ObjectKey key = ObjectKey.of(object);
    T held = objects.get(key);
    if (isBuried(object)) {
      return Optional.empty();
    }
    if (held != null) {
      Order order = compare(object, held);
      if (order == Order.OLDER || order == Order.SAME) {
        return Optional.empty();
      }
    }
    Overlay<T> before = overlays.get(key);
    T confirmed = before == null ? held : before.confirmed();
    overlays.put(key, new Overlay<>(confirmed, nanoTime.getAsLong(), epoch));
    return Optional.of(put(object, Origin.WRITE));
  }

  /** Takes in that an own deletion has removed an object; the version is empty if not known. */
  synchronized Optional<Change<T>> deleted(String uid, String resourceVersion) {
    tombstones.put(uid, new Tombstone(resourceVersion, nanoTime.getAsLong(), epoch));
    return remove(uid, Origin.WRITE);
  }

  /** Marks the beginning of a list; what is written from now on may be missing in it. */
  synchronized long beginList() {
    return ++epoch;
  }

  /**
   * Takes in a list.
   *
   * @param began what {@link #beginList} returned
   * @param kept uids of listed objects that could not be understood: what is held of them stays
   */
  synchronized List<Change<T>> replace(Collection<T> listed, Set<String> kept, long began) {
    List<Change<T>> changes = new ArrayList<>();
    tombstones.values().removeIf(tombstone -> tombstone.epoch() < began);
    overlays.values().removeIf(overlay -> overlay.epoch() < began);
    Set<ObjectKey> present = new LinkedHashSet<>();
    for (T object : listed) {
      present.add(ObjectKey.of(object));
      take(object).ifPresent(changes::add);
    }
    for (T held : List.copyOf(objects.values())) {
      ObjectKey key = ObjectKey.of(held);
      if (!present.contains(key) && !overlays.containsKey(key) && !kept.contains(held.uid())) {
        remove(held.uid(), Origin.WATCH).ifPresent(changes::add);
      }
    }
    return changes;
  }

  /** Gives up overlays and tombstones that the watch has not caught up with in time. */
  synchronized List<Change<T>> expire() {
    long now = nanoTime.getAsLong();
    tombstones.values().removeIf(tombstone -> now - tombstone.since() > overlayNanos);
    List<Change<T>> changes = new ArrayList<>();
    for (ObjectKey key : List.copyOf(overlays.keySet())) {
      Overlay<T> overlay = overlays.get(key);
      if (overlay != null && now - overlay.since() > overlayNanos) {
        overlays.remove(key);
        revert(key, overlay.confirmed()).ifPresent(changes::add);
      }
    }
    return changes;
  }

  synchronized Optional<T> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  synchronized Optional<T> byUid(String uid) {
    return Optional.ofNullable(byUid.get(uid)).map(objects::get);
  }

  synchronized List<T> all() {
    return List.copyOf(objects.values());
  }

  synchronized int size() {
    return objects.size();
  }

  synchronized List<T> find(String index, String value) {
    Index<T> known = indexes.get(index);
    if (known == null) {
      throw new IllegalArgumentException("no index " + index);
    }
    List<T> found = new ArrayList<>();
    for (ObjectKey key : known.find(value)) {
      T object = objects.get(key);
      if (object != null) {
        found.add(object);
      }
    }
    return found;
  }

  /** A listed object: it stands, unless something was written or deleted since the list began. */
  private Optional<Change<T>> take(T object) {
    if (isBuried(object)) {
      return Optional.empty();
    }
    ObjectKey key = ObjectKey.of(object);
    T held = objects.get(key);
    if (held == null) {
      return Optional.of(put(object, Origin.WATCH));
    }
    Order order = compare(object, held);
    Overlay<T> overlay = overlays.get(key);
    if (overlay != null && (order == Order.OLDER || order == Order.UNKNOWN)) {
      overlays.put(key, new Overlay<>(object, overlay.since(), overlay.epoch()));
      return Optional.empty();
    }
    overlays.remove(key);
    boolean same = order == Order.SAME && held.uid().equals(object.uid());
    return same ? Optional.empty() : Optional.of(put(object, Origin.WATCH));
  }

  private boolean isBuried(T object) {
    Tombstone tombstone = tombstones.get(object.uid());
    if (tombstone == null) {
      return false;
    }
    boolean alive =
        !tombstone.resourceVersion().isEmpty()
            && ResourceVersions.compare(object.resourceVersion(), tombstone.resourceVersion())
                == Order.NEWER;
    if (alive) {
      tombstones.remove(object.uid());
    }
    return !alive;
  }

  private Order compare(T object, T held) {
    return ResourceVersions.compare(object.resourceVersion(), held.resourceVersion());
  }

  private Change<T> put(T object, Origin origin) {
    ObjectKey key = ObjectKey.of(object);
    T before = objects.put(key, object);
    if (before != null && !before.uid().equals(object.uid())) {
      byUid.remove(before.uid());
    }
    byUid.put(object.uid(), key);
    indexes.values().forEach(index -> index.put(key, object));
    return witnessed(new Change<>(Optional.ofNullable(before), Optional.of(object), origin));
  }

  private Optional<Change<T>> remove(String uid, Origin origin) {
    ObjectKey key = byUid.remove(uid);
    if (key == null) {
      return Optional.empty();
    }
    overlays.remove(key);
    indexes.values().forEach(index -> index.remove(key));
    return Optional.ofNullable(objects.remove(key))
        .map(gone -> witnessed(new Change<>(Optional.of(gone), Optional.empty(), origin)));
  }

  private Change<T> witnessed(Change<T> change) {
    witness.accept(change);
    return change;
  }

  private Optional<Change<T>> revert(ObjectKey key, @Nullable T confirmed) {
    T held = objects.get(key);
    if (held == null) {
      return Optional.empty();
    }
    return confirmed == null
        ? remove(held.uid(), Origin.WATCH)
        : Optional.of(put(confirmed, Origin.WATCH));
  }
}
