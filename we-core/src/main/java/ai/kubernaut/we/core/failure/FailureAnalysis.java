package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;

/** Placeholder of the working copy: the real one comes with the failure branch. */
public final class FailureAnalysis {

  private FailureAnalysis() {}

  public static boolean wantsEvents(Evidence evidence) {
    return evidence.tasks().isEmpty() && evidence.events().isEmpty();
  }

  public static Failure analyse(Evidence evidence) {
    return Failure.of(FailureReason.TASK_FAILED, true, "failed", "look" + evidence.tasks().size());
  }
}
