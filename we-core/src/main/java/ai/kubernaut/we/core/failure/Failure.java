package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import java.util.Optional;

/**
 * Why an execution failed.
 *
 * @param mayHaveRun whether a container of the workflow may have started; false only where the
 *     evidence shows that none did
 * @param message the real cause, in one or two sentences
 * @param advice what a person should do about it, one sentence
 * @param task the task that failed; the one container of a Job is {@code workflow}
 * @param taskIndex its position in the workflow, from 0
 */
public record Failure(
    FailureReason reason,
    boolean mayHaveRun,
    String message,
    String advice,
    String task,
    int taskIndex,
    Optional<String> step,
    Optional<Integer> exitCode) {

  /** The name of the one task of an execution that has no others. */
  public static final String WHOLE = "workflow";

  /** A failure of the execution as a whole. */
  public static Failure of(
      FailureReason reason, boolean mayHaveRun, String message, String advice) {
    return new Failure(
        reason, mayHaveRun, message, advice, WHOLE, 0, Optional.empty(), Optional.empty());
  }

  /** The same failure, of something that was still waiting at its deadline. */
  Failure notInTime() {
    String late = mayHaveRun ? " It was not seen to start" : " It had not started";
    String words = message + late + " by its deadline.";
    return new Failure(reason, mayHaveRun, words, advice, task, taskIndex, step, exitCode);
  }

  /** The cause, whether the workflow may have acted, and what to do: the summary for people. */
  public String summary() {
    String acted =
        mayHaveRun
            ? "The workflow ran or may have run, so its target may have been changed."
            : "The workflow did not run, and nothing was changed.";
    return message + " " + acted + " " + advice;
  }
}
