package ai.kubernaut.we.testkit.embedded.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and symbols of a label selector, taken one after the other. */
final class SelectorTokens {
  private static final Pattern TOKEN = Pattern.compile("==|!=|[=!,()<>]|[^\\s=!,()<>]+");
  private static final Set<String> SYMBOLS =
      Set.of("", "==", "!=", "=", "!", ",", "(", ")", "<", ">");

  private final List<String> tokens = new ArrayList<>();
  private int next;

  SelectorTokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
  }

  /** The next token without taking it; empty at the end. */
  String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  /** Takes the next token; empty at the end. */
  String take() {
    String token = peek();
    next++;
    return token;
  }

  static boolean isWord(String token) {
    return !SYMBOLS.contains(token);
  }
}
