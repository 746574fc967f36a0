package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.controller.runtime.ResourceVersions;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.kubernetes.Watched;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers what this process has seen of the deletion of children; the latest ones, so it stays
 * small.
 */
final class Traces {

  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  /** Whether the pods go first, by the uid of the child. */
  private final Map<String, Boolean> podsFirst = new Latest<>();

  /** The version in which a child first did not wait for its pods any more, by its uid. */
  private final Map<String, String> waitedUntil = new Latest<>();

  private final Map<String, Boolean> gone = new Latest<>();

  /** Notes what a change of a child tells of its deletion. */
  void saw(Change<? extends EngineChild> change) {
    Stream.of(change.before(), change.after())
        .flatMap(Optional::stream)
        .filter(EngineChild::deleting)
        .forEach(this::deleting);
    if (change.after().isEmpty()) {
      deleted(change.latest().uid());
    }
  }

  /** A child under deletion. Only a deletion that began in the foreground is one of pods first. */
  private synchronized void deleting(EngineChild child) {
    boolean waits = child.finalizers().contains(FOREGROUND);
    if (child.finalizers().contains(ORPHAN)) {
      podsFirst.put(child.uid(), false);
    } else {
      podsFirst.putIfAbsent(child.uid(), waits);
    }
    if (waits) {
      waitedUntil.remove(child.uid());
    } else {
      waitedUntil.putIfAbsent(child.uid(), child.resourceVersion());
    }
  }

  synchronized void deleted(String uid) {
    if (podsFirst(uid)) {
      gone.put(uid, true);
    }
  }

  /** Whether a child under deletion is, or was, held until its pods were gone. */
  synchronized boolean podsFirst(String uid) {
    return podsFirst.getOrDefault(uid, false);
  }

  /**
   * A child as it can be judged by views of it and of its parts and pods that are not of one time.
   * What a careless deletion has left may not be in view yet, nor what the engine of a child that
   * has not ended made before it saw the deletion; and what went first may be in view still, which
   * is no reason to delete the child once more. What came afterwards is.
   */
  Child judged(Child child, Surroundings around) {
    boolean podsFirst = podsFirst(child.uid());
    return switch (child.removal()) {
      case RELEASABLE -> podsFirst && !mayMakeMore(child) ? child : child.as(Removal.DOUBTFUL);
      case CARELESS ->
          podsFirst && staying(around).noneMatch(o -> cameAfterwards(child, o))
              ? child.as(Removal.FOREGROUND)
              : child;
      default -> child;
    };
  }

  private static boolean mayMakeMore(Child child) {
    return !child.state().ended() && child.state() != ChildState.HELD;
  }

  private static Stream<Watched> staying(Surroundings around) {
    return Stream.concat(
        around.parts().stream().filter(part -> !part.deleting()),
        around.pods().stream().filter(pod -> !pod.deleting() && !pod.gone()));
  }

  /**
   * All these objects are kept in one store, which counts their versions together. Where it does
   * not, an object passes for one that went first.
   */
  private synchronized boolean cameAfterwards(Child child, Watched object) {
    String until = waitedUntil.getOrDefault(child.uid(), "");
    return ResourceVersions.compare(object.resourceVersion(), until)
        == ResourceVersions.Order.NEWER;
  }

  /** Whether a child has been seen to go after its pods. */
  synchronized boolean gone(String uid) {
    return gone.containsKey(uid);
  }

  private static final class Latest<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;
    private static final int MOST = 20_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }
}
