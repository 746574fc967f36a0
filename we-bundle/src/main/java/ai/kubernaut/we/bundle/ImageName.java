package ai.kubernaut.we.bundle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a bundle goes.
 *
 * @param registry host, with its port where it has one
 * @param repository such as {@code team/restart}
 */
public record ImageName(String registry, String repository, String tag) {

  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+";
  private static final Pattern NAME =
      Pattern.compile(
          "(?:oci://)?((?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+\\])(?::[0-9]+)?)/(%s(?:/%s)*+)"
                  .formatted(PART, PART)
              + "(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?");

  /**
   * Reads {@code oci://registry/repository:tag}; the scheme may be left out, and the tag is {@code
   * latest} where there is none.
   *
   * @throws InvalidBundle if it is no such name
   */
  public static ImageName parse(String text) {
    Matcher match = NAME.matcher(text);
    if (!match.matches()) {
      throw new InvalidBundle(
          "\"%s\" names no place for a bundle; write oci://registry/repository:tag"
              .formatted(text));
    }
    String tag = match.group(3) == null ? "latest" : match.group(3);
    return new ImageName(match.group(1), match.group(2), tag);
  }

  /** {@code registry/repository@digest}: what can only mean this image. */
  public String pinnedTo(String digest) {
    return registry + "/" + repository + "@" + digest;
  }

  @Override
  public String toString() {
    return registry + "/" + repository + ":" + tag;
  }
}
