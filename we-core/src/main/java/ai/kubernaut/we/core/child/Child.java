package ai.kubernaut.we.core.child;

import ai.kubernaut.we.core.failure.Evidence;
import java.time.Instant;
import java.util.Optional;

/**
 * One Job or PipelineRun, as last seen.
 *
 * @param engine {@code job}, {@code tekton}, ...
 * @param executionUid uid of the execution that created it; empty where it is not one of ours
 * @param execution {@code namespace/name} of that execution; empty where it is not one of ours
 * @param endedAt when it succeeded or failed by its own account
 * @param evidence what its object, its pods and their events say about a failure
 */
public record Child(
    String engine,
    String kind,
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    String executionUid,
    String execution,
    ChildState state,
    Removal removal,
    Progress progress,
    Optional<Instant> endedAt,
    Evidence evidence) {

  /** How far the deletion of a child has come. */
  public enum Removal {
    /** Nobody has asked for it. */
    NONE,
    /** Somebody deletes it in a way that does not wait for its pods. */
    CARELESS,
    /** It is deleted in the foreground: its pods go first. */
    FOREGROUND,
    /**
     * Only our finalizer is left, as last seen; but whether its pods went first was not seen, and
     * those that run on may not be in view.
     */
    DOUBTFUL,
    /** Only our finalizer is left, and its pods went first. */
    RELEASABLE
  }

  public boolean belongsTo(String uidOfExecution) {
    return !executionUid.isEmpty() && executionUid.equals(uidOfExecution);
  }

  /** Whether it was created by this controller, for whichever execution. */
  public boolean ours() {
    return !executionUid.isEmpty();
  }

  /** Whether its own controller has looked at it, which it tells by giving it a reason. */
  public boolean acknowledged() {
    return !progress.reason().isEmpty();
  }

  /** The same with what is known of its deletion. */
  public Child as(Removal known) {
    return new Child(
        engine,
        kind,
        namespace,
        name,
        uid,
        resourceVersion,
        executionUid,
        execution,
        state,
        known,
        progress,
        endedAt,
        evidence);
  }

  public boolean removing() {
    return removal != Removal.NONE;
  }

  /** {@code Job kubernaut-workflows/wfe-...}, for messages. */
  public String describe() {
    return kind + " " + namespace + "/" + name;
  }
}
