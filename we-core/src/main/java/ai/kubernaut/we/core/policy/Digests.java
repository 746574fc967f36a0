package ai.kubernaut.we.core.policy;

import java.util.Optional;

/** Only bundles that are pinned to a digest run: what a tag means can be changed by others. */
public record Digests() implements Rule {

  @Override
  public Optional<Refusal> refusal(Wish wish) {
    return wish.decision().digest().isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "policy.requireDigest",
                "bundle \"%s\" is not pinned to a digest"
                    .formatted(wish.spec().workflowRef().executionBundle()),
                "Name its digest in spec.workflowRef.executionBundleDigest."));
  }
}
