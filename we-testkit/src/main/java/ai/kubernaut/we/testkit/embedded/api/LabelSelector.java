package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.resource.LabelRules;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A label selector as it is written in a query: equality, sets, existence, comparison; all must
 * hold.
 */
final class LabelSelector implements Predicate<Map<String, String>> {
  private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

  private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
  private final SelectorTokens tokens;

  private LabelSelector(String text) {
    tokens = new SelectorTokens(text);
  }

  static LabelSelector parse(String text) {
    LabelSelector selector = new LabelSelector(text);
    selector.parse();
    return selector;
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  @Override
  public boolean test(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.test(labels));
  }

  private void parse() {
    while (!tokens.peek().isEmpty()) {
      requireStart("!, identifier, or 'end of string'");
      requirements.add(requirement());
      String after = tokens.take();
      if (after.equals(",")) {
        requireStart("identifier after ','");
      } else if (!after.isEmpty()) {
        throw misplaced(after, "',' or 'end of string'");
      }
    }
  }

  private void requireStart(String expected) {
    String token = tokens.peek();
    if (!token.equals("!") && !SelectorTokens.isWord(token)) {
      throw misplaced(token, expected);
    }
  }

  private Predicate<Map<String, String>> requirement() {
    boolean absent = tokens.peek().equals("!");
    if (absent) {
      tokens.take();
    }
    String key = word();
    LabelRules.complaint(key)
        .ifPresent(
            why -> {
              throw unparsable("invalid label key \"" + key + "\": " + why);
            });
    if (absent) {
      return labels -> !labels.containsKey(key);
    }
    String operator = tokens.peek();
    if (operator.isEmpty() || operator.equals(",")) {
      return labels -> labels.containsKey(key);
    }
    return compare(key, tokens.take());
  }

  private Predicate<Map<String, String>> compare(String key, String operator) {
    switch (operator) {
      case "=", "==" -> {
        String value = value(key);
        return labels -> value.equals(labels.get(key));
      }
      case "!=" -> {
        String value = value(key);
        return labels -> !value.equals(labels.get(key));
      }
      case "in" -> {
        Set<String> values = set(key);
        return labels -> labels.containsKey(key) && values.contains(labels.get(key));
      }
      case "notin" -> {
        Set<String> values = set(key);
        return labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
      }
      case ">", "<" -> {
        long bound = number(value(key));
        int sign = operator.equals(">") ? 1 : -1;
        return labels -> isBeyond(labels.get(key), bound, sign);
      }
      default -> throw unexpected(operator, OPERATORS);
    }
  }

  private static boolean isBeyond(@Nullable String value, long bound, int sign) {
    return value != null
        && value.matches("-?\\d{1,18}")
        && Long.compare(Long.parseLong(value), bound) == sign;
  }

  private static long number(String text) {
    if (!text.matches("-?\\d{1,18}")) {
      throw unparsable("for 'Gt', 'Lt' operators, the value must be an integer");
    }
    return Long.parseLong(text);
  }

  private String value(String key) {
    String token = tokens.peek();
    return token.isEmpty() || token.equals(",") ? "" : checked(key, word());
  }

  private Set<String> set(String key) {
    String open = tokens.take();
    if (!open.equals("(")) {
      throw unexpected(open, "'('");
    }
    Set<String> values = new TreeSet<>();
    boolean separated = true;
    while (!tokens.peek().equals(")")) {
      String token = tokens.take();
      if (token.equals(",")) {
        if (separated) {
          values.add("");
        }
        separated = true;
      } else if (separated && SelectorTokens.isWord(token)) {
        values.add(checked(key, token));
        separated = false;
      } else {
        throw unexpected(token, "',' or ')'");
      }
    }
    if (separated) {
      values.add("");
    }
    tokens.take();
    return values;
  }

  private static String checked(String key, String value) {
    LabelRules.valueComplaint(value)
        .ifPresent(
            why -> {
              throw unparsable(
                  "invalid label value: \"" + value + "\": at key: \"" + key + "\": " + why);
            });
    return value;
  }

  private String word() {
    String token = tokens.take();
    if (!SelectorTokens.isWord(token)) {
      throw unexpected(token, "identifier");
    }
    return token;
  }

  private static Refusal misplaced(String found, String expected) {
    return Refusal.badRequest("found '" + found + "', expected: " + expected);
  }

  private static Refusal unexpected(String found, String expected) {
    return unparsable("found '" + found + "', expected: " + expected);
  }

  private static Refusal unparsable(String why) {
    return Refusal.badRequest("unable to parse requirement: " + why);
  }
}
