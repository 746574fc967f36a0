package ai.kubernaut.we.core.failure;

import java.util.regex.Pattern;

/** Free text: whole words only, and short enough to be read. */
final class Words {

  private static final int LONGEST = 600;
  private static final int HEAD = 250;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Words() {}

  /** Whether these words stand in the text as words: {@code oom} is not in {@code room}. */
  static boolean in(String text, String words) {
    for (int at = 0; at + words.length() <= text.length(); at++) {
      if (text.regionMatches(true, at, words, 0, words.length())
          && !isInWord(text, at - 1)
          && !isInWord(text, at + words.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInWord(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
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
    String line = SPACE.matcher(text.strip()).replaceAll(" ");
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
