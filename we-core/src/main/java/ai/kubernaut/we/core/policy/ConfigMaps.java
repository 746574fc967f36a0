package ai.kubernaut.we.core.policy;

import ai.kubernaut.we.api.Dependencies;
import java.util.Optional;

/** A workflow reads the ConfigMaps that it mounts, so not everybody may name every one. */
public record ConfigMaps(Allowance allowed) implements Rule {

  @Override
  public Optional<Refusal> refusal(Wish wish) {
    Dependencies wanted = wish.spec().workflowRef().dependencies().orElse(Dependencies.none());
    return allowed
        .firstForbidden(wish.namespace(), wanted.configMaps())
        .map(
            name ->
                new Refusal(
                    "policy.configMaps",
                    "an execution from namespace \"%s\" may not mount ConfigMap \"%s\""
                        .formatted(wish.namespace(), name),
                    "Leave it out of the dependencies, or have it allowed there."));
  }
}
