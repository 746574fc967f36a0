package ai.kubernaut.we.core.policy;

import java.util.Optional;

/** One thing that an administrator demands of every execution. */
public sealed interface Rule
    permits Bundles, Concurrency, ConfigMaps, Deadlines, Digests, Secrets, ServiceAccounts {

  /** Empty where the wish may be granted as far as this rule goes. */
  Optional<Refusal> refusal(Wish wish);
}
