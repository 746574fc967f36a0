package ai.kubernaut.we.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One condition of an execution, in the shape of Kubernetes' {@code metav1.Condition}.
 *
 * @param type a {@link ConditionType}, or another's
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason one CamelCase word
 * @param lastTransitionTime when the status, not the message, last changed
 */
public record Condition(
    String type,
    String status,
    String reason,
    String message,
    Instant lastTransitionTime,
    Optional<Long> observedGeneration) {

  public boolean isTrue() {
    return status.equals("True");
  }
}
