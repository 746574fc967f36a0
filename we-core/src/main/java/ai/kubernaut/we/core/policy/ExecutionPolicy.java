package ai.kubernaut.we.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All that an administrator demands of executions. */
public record ExecutionPolicy(List<Rule> rules) {

  /** Demands nothing. */
  public static final ExecutionPolicy NONE = new ExecutionPolicy(List.of());

  /**
   * What holds where nothing is configured. Any image may run, because its pod has no rights; what
   * gives rights, service accounts and the Secrets and ConfigMaps of the execution namespace, is
   * for executions from the namespace of the controller alone.
   */
  public static final ExecutionPolicy DEFAULTS =
      new ExecutionPolicy(
          List.of(
              new ServiceAccounts(Allowance.TRUSTED),
              new Secrets(Allowance.TRUSTED),
              new ConfigMaps(Allowance.TRUSTED),
              new Deadlines(Duration.ofHours(24))));

  public ExecutionPolicy {
    rules = List.copyOf(rules);
  }

  /** Whether a rule looks at {@link Wish#othersAtWork}. */
  public boolean countsOthers() {
    return rules.stream().anyMatch(Concurrency.class::isInstance);
  }

  /** The first refusal, in the order of the rules. */
  public Optional<Refusal> refusal(Wish wish) {
    for (Rule rule : rules) {
      Optional<Refusal> refusal = rule.refusal(wish);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }
}
