package ai.kubernaut.we.core.validation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OCI reference: a name, and optionally a tag and a digest.
 *
 * @param digest {@code algorithm:hex}, if the reference names one
 */
public record BundleReference(String text, Optional<String> digest) {

  // Possessive: the length of a reference costs no stack.
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+";
  private static final String HOST = "(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+\\])(?::[0-9]+)?";
  private static final String DIGEST = "[a-z0-9]+(?:[+._-][a-z0-9]+)*+:[0-9a-fA-F]{32,}";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:%s/)?%s(?:/%s)*+(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@(%s))?"
              .formatted(HOST, PART, PART, DIGEST));
  private static final Pattern LONE_DIGEST = Pattern.compile(DIGEST);

  /** Reads a reference; empty where a container runtime would not accept it. */
  public static Optional<BundleReference> parse(String text) {
    Matcher match = REFERENCE.matcher(text);
    return match.matches()
        ? Optional.of(new BundleReference(text, Optional.ofNullable(match.group(1))))
        : Optional.empty();
  }

  public static boolean isDigest(String text) {
    return LONE_DIGEST.matcher(text).matches();
  }

  /** The reference that can only mean that digest. */
  public String pinnedTo(Optional<String> wanted) {
    return digest.isPresent() || wanted.isEmpty() ? text : text + "@" + wanted.get();
  }
}
