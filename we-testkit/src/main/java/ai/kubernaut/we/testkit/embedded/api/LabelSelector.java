package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A label selector as it is written in a query: equality, sets, existence, comparison; all must
 * hold.
 */
final class LabelSelector implements Predicate<Map<String, String>> {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(==|!=|=|!|,|\\(|\\)|>|<|[^\\s=!,()<>]+)");

  private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private int next;

  private LabelSelector(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      tokens.add(matcher.group(1));
      end = matcher.end();
      matcher.region(end, text.length());
    }
  }

  static LabelSelector parse(String text) {
    LabelSelector selector = new LabelSelector(text);
    while (selector.peek() != null) {
      selector.requirement();
      if (selector.peek() != null) {
        selector.expect(",");
      }
    }
    return selector;
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  @Override
  public boolean test(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.test(labels));
  }

  private void requirement() {
    if ("!".equals(peek())) {
      take();
      String key = word();
      requirements.add(labels -> !labels.containsKey(key));
      return;
    }
    String key = word();
    String operator = peek();
    if (operator == null || operator.equals(",")) {
      requirements.add(labels -> labels.containsKey(key));
      return;
    }
    take();
    requirements.add(compare(key, operator));
  }

  private Predicate<Map<String, String>> compare(String key, String operator) {
    switch (operator) {
      case "=", "==" -> {
        String value = optionalWord();
        return labels -> value.equals(labels.get(key));
      }
      case "!=" -> {
        String value = optionalWord();
        return labels -> !value.equals(labels.get(key));
      }
      case "in" -> {
        Set<String> values = set();
        return labels -> labels.containsKey(key) && values.contains(labels.get(key));
      }
      case "notin" -> {
        Set<String> values = set();
        return labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
      }
      case ">", "<" -> {
        long bound = number(word());
        int sign = operator.equals(">") ? 1 : -1;
        return labels -> {
          String value = labels.get(key);
          return value != null
              && value.matches("-?\\d{1,18}")
              && Long.compare(Long.parseLong(value), bound) == sign;
        };
      }
      default -> throw unexpected(operator, "in, notin, =, ==, !=, gt, lt");
    }
  }

  private static long number(String text) {
    if (!text.matches("-?\\d{1,18}")) {
      throw Refusal.badRequest("for 'Gt', 'Lt' operators, the value must be an integer");
    }
    return Long.parseLong(text);
  }

  private Set<String> set() {
    expect("(");
    Set<String> values = new TreeSet<>();
    while (!")".equals(peek())) {
      values.add(optionalWord());
      if (",".equals(peek())) {
        take();
      } else if (!")".equals(peek())) {
        throw unexpected(shown(peek()), "',', or ')'");
      }
    }
    take();
    return values;
  }

  private String word() {
    String token = peek();
    if (token == null || isSymbol(token)) {
      throw unexpected(shown(token), "!, identifier, or 'end of string'");
    }
    return take();
  }

  private String optionalWord() {
    String token = peek();
    return token == null || token.equals(",") || token.equals(")") ? "" : word();
  }

  private static boolean isSymbol(String token) {
    return !Character.isLetterOrDigit(token.charAt(0));
  }

  private void expect(String symbol) {
    if (!symbol.equals(peek())) {
      throw unexpected(shown(peek()), "'" + symbol + "' or 'end of string'");
    }
    take();
  }

  private @Nullable String peek() {
    return next < tokens.size() ? tokens.get(next) : null;
  }

  private String take() {
    return tokens.get(next++);
  }

  private static String shown(@Nullable String token) {
    return token == null ? "" : token;
  }

  private static Refusal unexpected(String found, String expected) {
    return Refusal.badRequest("found '" + found + "', expected: " + expected);
  }
}
