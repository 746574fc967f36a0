package ai.kubernaut.we.core.policy;

import java.util.Optional;

/**
 * Not more executions of one namespace are at work at the same time.
 *
 * @param most at least 1
 */
public record Concurrency(int most) implements Rule {

  @Override
  public Optional<Refusal> refusal(Wish wish) {
    return wish.othersAtWork() < most
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "policy.maxConcurrent",
                "%d executions of namespace \"%s\" are at work already, and %d may be"
                    .formatted(wish.othersAtWork(), wish.namespace(), most),
                "Create it again when one of them has ended."));
  }
}
