package ai.kubernaut.we.core.failure;

import java.util.regex.Pattern;

/** Free text: whole words only, and short enough to be read. */
final class Words {

  private static final int LONGEST = 400;

  private Words() {}

  /** Whether these words stand in the text as words: {@code oom} is not in {@code room}. */
  static boolean in(String text, String words) {
    return Pattern.compile(
            "(?<![A-Za-z0-9_-])" + Pattern.quote(words) + "(?![A-Za-z0-9_-])",
            Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .find();
  }

  static boolean anyIn(String text, String... words) {
    for (String each : words) {
      if (in(text, each)) {
        return true;
      }
    }
    return false;
  }

  /** One line without a closing full stop, cut where nobody reads on. */
  static String quote(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    String cut = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    return cut.endsWith(".") && !cut.endsWith("...") ? cut.substring(0, cut.length() - 1) : cut;
  }

  /** {@code what: text}, or only what where there is no text. */
  static String because(String what, String text) {
    return text.isBlank() ? what + "." : what + ": " + quote(text) + ".";
  }
}
