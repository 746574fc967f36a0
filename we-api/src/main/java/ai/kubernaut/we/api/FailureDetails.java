package ai.kubernaut.we.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Why an execution failed.
 *
 * @param failedTaskName the task that failed; for a Job its one container
 * @param failedTaskIndex its position in the workflow, from 0
 * @param failedStepName the step of a Tekton task
 * @param exitCode of the container that failed, where one ended by itself
 * @param message the real cause, in one or two sentences
 * @param naturalLanguageSummary the cause, whether it may have acted, and what to do
 * @param wasExecutionFailure true as soon as a container of the workflow may have started; decides
 *     whether anybody may retry
 * @param executionTimeBeforeFailure from start to failure, as a Go duration
 */
public record FailureDetails(
    FailureReason reason,
    boolean wasExecutionFailure,
    String message,
    String naturalLanguageSummary,
    String failedTaskName,
    int failedTaskIndex,
    Optional<String> failedStepName,
    Optional<Integer> exitCode,
    Instant failedAt,
    Optional<String> executionTimeBeforeFailure) {}
