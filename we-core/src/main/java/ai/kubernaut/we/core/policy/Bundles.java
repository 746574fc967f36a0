package ai.kubernaut.we.core.policy;

import java.util.List;
import java.util.Optional;

/**
 * Only bundles from these registries or repositories run.
 *
 * @param prefixes of references, up to a slash or to the end of the name: {@code r.example.com/ops}
 *     allows {@code r.example.com/ops/restart:1}, and not {@code r.example.com/ops-evil/restart:1}
 */
public record Bundles(List<String> prefixes) implements Rule {

  public Bundles {
    prefixes = List.copyOf(prefixes);
  }

  @Override
  public Optional<Refusal> refusal(Wish wish) {
    String bundle = wish.spec().workflowRef().executionBundle();
    return prefixes.stream().anyMatch(prefix -> covers(prefix, bundle))
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "policy.bundles",
                "bundle \"%s\" comes from none of %s".formatted(bundle, prefixes),
                "Use a bundle from one of these, or have its registry allowed there."));
  }

  private static boolean covers(String prefix, String bundle) {
    String path = prefix.endsWith("/") ? prefix : prefix + "/";
    return bundle.startsWith(path) || name(bundle).equals(prefix);
  }

  /** Without tag and digest; the colon of a port comes before a slash. */
  private static String name(String bundle) {
    int at = bundle.indexOf('@');
    String tagged = at < 0 ? bundle : bundle.substring(0, at);
    int colon = tagged.lastIndexOf(':');
    return colon > tagged.lastIndexOf('/') ? tagged.substring(0, colon) : tagged;
  }
}
