package ai.kubernaut.we.core.label;

/**
 * Makes a valid Kubernetes label value of any text: at most 63 characters of {@code
 * [A-Za-z0-9_.-]}, beginning and ending with a letter or digit, or empty. Other characters become
 * {@code _}; distinct texts may become one value, so the full text goes into an annotation.
 */
public final class LabelValue {

  private static final int LONGEST = 63;

  private LabelValue() {}

  public static String of(String text) {
    return isOne(text) ? text : madeOf(text);
  }

  private static boolean isOne(String text) {
    int last = text.length() - 1;
    boolean fits = last < LONGEST;
    for (int i = 0; i <= last && fits; i++) {
      char c = text.charAt(i);
      boolean edge = i == 0 || i == last;
      fits = edge ? alphanumeric(c) : allowed(c) == c;
    }
    return fits;
  }

  private static String madeOf(String text) {
    StringBuilder value = new StringBuilder(Math.min(text.length(), LONGEST));
    for (int i = 0; i < text.length() && value.length() < LONGEST; i++) {
      char c = allowed(text.charAt(i));
      if (value.length() > 0 || alphanumeric(c)) {
        value.append(c);
      }
    }
    while (value.length() > 0 && !alphanumeric(value.charAt(value.length() - 1))) {
      value.setLength(value.length() - 1);
    }
    return value.toString();
  }

  private static char allowed(char c) {
    return alphanumeric(c) || c == '-' || c == '.' ? c : '_';
  }

  private static boolean alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
