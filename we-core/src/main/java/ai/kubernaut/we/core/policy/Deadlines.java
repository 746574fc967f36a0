package ai.kubernaut.we.core.policy;

import ai.kubernaut.we.api.GoDuration;
import ai.kubernaut.we.core.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * No execution asks for more time than this.
 *
 * @param longest from creation to {@code timesOutAt}, or from start to {@code timeout}
 */
public record Deadlines(Duration longest) implements Rule {

  @Override
  public Optional<Refusal> refusal(Wish wish) {
    if (wish.spec().timesOutAt().isEmpty() && wish.spec().executionConfig().isEmpty()) {
      return Optional.empty();
    }
    Instant created = wish.execution().metadata().creationTimestamp();
    Instant asked = Deadline.ofRun(wish.execution(), created, Duration.ZERO);
    return asked.isAfter(created.plus(longest))
        ? Optional.of(
            new Refusal(
                "policy.maxTimeout",
                "a deadline of %s is longer than %s"
                    .formatted(
                        GoDuration.format(Duration.between(created, asked)),
                        GoDuration.format(longest)),
                "Ask for less in spec.executionConfig.timeout or spec.timesOutAt."))
        : Optional.empty();
  }
}
