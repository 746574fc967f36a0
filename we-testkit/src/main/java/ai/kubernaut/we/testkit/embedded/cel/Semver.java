package ai.kubernaut.we.testkit.embedded.cel;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as semver.org writes it.
 *
 * @param preRelease what follows a dash; empty for a release
 */
record Semver(long major, long minor, long patch, String preRelease) implements Comparable<Semver> {
  private static final String NUMBER = "(0|[1-9]\\d{0,17})";
  private static final Pattern VERSION =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z.-]+)?");

  static Optional<Semver> parse(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Semver(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Objects.requireNonNullElse(matcher.group(4), "")))
        : Optional.empty();
  }

  @Override
  public int compareTo(Semver other) {
    int numbers = Long.compare(major, other.major);
    numbers = numbers == 0 ? Long.compare(minor, other.minor) : numbers;
    numbers = numbers == 0 ? Long.compare(patch, other.patch) : numbers;
    return numbers == 0 ? comparePreReleases(preRelease, other.preRelease) : numbers;
  }

  private static int comparePreReleases(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Boolean.compare(one.isEmpty(), other.isEmpty());
    }
    String[] mine = one.split("\\.", -1);
    String[] theirs = other.split("\\.", -1);
    for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
      int order = compareParts(mine[i], theirs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.length, theirs.length);
  }

  private static int compareParts(String one, String other) {
    boolean number = one.matches("\\d{1,18}");
    boolean otherNumber = other.matches("\\d{1,18}");
    if (number && otherNumber) {
      return Long.compare(Long.parseLong(one), Long.parseLong(other));
    }
    return number == otherNumber ? one.compareTo(other) : Boolean.compare(otherNumber, number);
  }
}
