package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import java.util.Optional;

/**
 * What one policy makes of one pod or one child.
 *
 * @param exitCode of a container that ended by itself
 */
record Finding(FailureReason reason, String message, String advice, Optional<Integer> exitCode) {

  /** How an advice ends that is about what the workflow may have done. */
  static final String HOW_FAR = ", and check how far it had come.";

  static Finding of(FailureReason reason, String message, String advice) {
    return new Finding(reason, message, advice, Optional.empty());
  }

  /** The advice; what has not run had not come far. */
  String advice(boolean mayHaveRun) {
    return !mayHaveRun && advice.endsWith(HOW_FAR)
        ? advice.substring(0, advice.length() - HOW_FAR.length()) + "."
        : advice;
  }

  /** The same, of something that was still waiting at its deadline. */
  Finding notInTime() {
    return new Finding(reason, message + " It had not started by its deadline.", advice, exitCode);
  }

  /** The same, where an attempt before this had failed by itself. */
  Finding after(Finding earlier) {
    return new Finding(
        reason, message + " An earlier attempt had failed: " + earlier.message, advice, exitCode);
  }

  Finding orExitCode(Optional<Integer> code) {
    return exitCode.isPresent() ? this : withExitCode(code);
  }

  Finding withExitCode(Optional<Integer> code) {
    return new Finding(reason, message, advice, code);
  }
}
