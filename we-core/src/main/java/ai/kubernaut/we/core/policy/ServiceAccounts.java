package ai.kubernaut.we.core.policy;

import java.util.Optional;

/** A workflow has the rights of its service account, so not everybody may name every one. */
public record ServiceAccounts(Allowance allowed) implements Rule {

  @Override
  public Optional<Refusal> refusal(Wish wish) {
    return wish.decision()
        .serviceAccount()
        .filter(name -> !allowed.permits(wish.namespace(), name))
        .map(
            name ->
                new Refusal(
                    "policy.serviceAccounts",
                    "an execution from namespace \"%s\" may not use service account \"%s\""
                        .formatted(wish.namespace(), name),
                    "Leave serviceAccountName out, or have it allowed there."));
  }
}
