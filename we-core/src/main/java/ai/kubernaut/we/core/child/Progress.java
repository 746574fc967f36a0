package ai.kubernaut.we.core.child;

import java.util.Optional;

/**
 * What a child says of itself, for people.
 *
 * @param reason the child's own word for its state, such as {@code Running}; empty before its own
 *     controller has looked at it
 * @param message one sentence; empty where the reason says it all
 * @param failedPods pods that failed before the child ended; absent where the engine has no such
 *     count
 */
public record Progress(
    String reason,
    String message,
    int completedTasks,
    int totalTasks,
    Optional<Integer> failedPods) {}
