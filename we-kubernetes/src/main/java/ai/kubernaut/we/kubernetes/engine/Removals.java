package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child.Removal;
import java.util.List;

/** How far the deletion of a child has come, told by its finalizers and its pods. */
public final class Removals {

  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  private Removals() {}

  /**
   * A deletion in the background or by orphaning leaves pods that nobody has asked to end; the end
   * of one in the foreground leaves none.
   *
   * @param pods those of the child, as last seen
   */
  public static Removal of(EngineChild child, List<LeanPod> pods) {
    return of(child, pods, List.of());
  }

  /**
   * The same of a child whose pods belong to parts of it. A part that is deleted takes its pods
   * along; one that is not may yet make them.
   *
   * @param parts those of the child, as last seen
   */
  public static Removal of(EngineChild child, List<LeanPod> pods, List<EnginePart> parts) {
    if (!child.deleting()) {
      return Removal.NONE;
    }
    if (child.finalizers().contains(FOREGROUND)) {
      return Removal.FOREGROUND;
    }
    if (parts.stream().anyMatch(part -> !part.deleting())
        || pods.stream().anyMatch(pod -> !pod.deleting() && !pod.gone() && !belongs(pod, parts))) {
      return Removal.CARELESS;
    }
    return child.finalizers().equals(List.of(Names.EXECUTION_FINALIZER))
        ? Removal.RELEASABLE
        : othersHold(child);
  }

  private static boolean belongs(LeanPod pod, List<EnginePart> parts) {
    return parts.stream().anyMatch(part -> part.uid().equals(pod.ownerUid()));
  }

  /** An orphaning deletion must not go through; any other finalizer is waited for. */
  private static Removal othersHold(EngineChild child) {
    return child.finalizers().contains(ORPHAN) ? Removal.CARELESS : Removal.FOREGROUND;
  }
}
