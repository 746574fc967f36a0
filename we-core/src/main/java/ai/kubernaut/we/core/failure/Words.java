package ai.kubernaut.we.core.failure;

import java.util.regex.Pattern;

/** Free text: whole words only, and short enough to be read. */
final class Words {

  private static final int LONGEST = 600;
  private static final int HEAD = 250;

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

  /**
   * One line without a closing full stop. A long one keeps its beginning and its end, where errors
   * that wrap each other have their cause.
   */
  static String quote(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    String bare = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return bare.length() <= LONGEST
        ? bare
        : bare.substring(0, HEAD) + " ... " + bare.substring(bare.length() - LONGEST + HEAD);
  }

  /** {@code what: text}, or only what where there is no text. */
  static String because(String what, String text) {
    return stop(text.isBlank() ? what : what + ": " + quote(text));
  }

  /** With exactly one full stop at its end. */
  static String stop(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
