package ai.kubernaut.we.api;

import java.util.Optional;

/**
 * The child's own state, mirrored.
 *
 * @param status {@code True} succeeded, {@code False} failed, {@code Unknown} not yet ended
 * @param retryCount pods of a Job that failed before it ended
 */
public record ExecutionStatus(
    String status,
    Optional<String> reason,
    Optional<String> message,
    Optional<Integer> completedTasks,
    Optional<Integer> totalTasks,
    Optional<Integer> retryCount) {}
