package ai.kubernaut.we.testkit.embedded.cel;

import com.google.protobuf.NullValue;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code '%s has %d'.format([name, count])}. */
final class StringFormat {
  private static final Pattern VERB = Pattern.compile("%(?:\\.(\\d+))?([sdfebxXo%])|%");

  private StringFormat() {}

  static void addTo(FunctionSet set) {
    set.method(
        "format",
        SimpleType.STRING,
        SimpleType.STRING,
        String.class,
        ListType.create(SimpleType.DYN),
        List.class,
        StringFormat::format);
  }

  private static String format(String pattern, List<?> arguments) {
    StringBuilder formatted = new StringBuilder();
    Matcher matcher = VERB.matcher(pattern);
    int next = 0;
    while (matcher.find()) {
      String verb = Optional.ofNullable(matcher.group(2)).orElse("");
      String shown;
      if (verb.equals("%")) {
        shown = "%";
      } else if (verb.isEmpty() || next >= arguments.size()) {
        throw new IllegalArgumentException("index " + next + " out of range");
      } else {
        int precision = matcher.group(1) == null ? 6 : Integer.parseInt(matcher.group(1));
        shown = shown(verb.charAt(0), precision, arguments.get(next++));
      }
      matcher.appendReplacement(formatted, Matcher.quoteReplacement(shown));
    }
    matcher.appendTail(formatted);
    return formatted.toString();
  }

  private static String shown(char verb, int precision, Object value) {
    return switch (verb) {
      case 's' -> text(value);
      case 'd' -> text(number(value));
      case 'f' -> String.format(Locale.ROOT, "%." + precision + "f", number(value).doubleValue());
      case 'e' -> String.format(Locale.ROOT, "%." + precision + "e", number(value).doubleValue());
      case 'b' ->
          value instanceof Boolean flag
              ? (flag ? "1" : "0")
              : Long.toBinaryString(number(value).longValue());
      case 'o' -> Long.toOctalString(number(value).longValue());
      case 'X' -> hexadecimal(value).toUpperCase(Locale.ROOT);
      default -> hexadecimal(value);
    };
  }

  private static String hexadecimal(Object value) {
    if (value instanceof String text) {
      return text.chars()
          .mapToObj(c -> String.format(Locale.ROOT, "%02x", c))
          .collect(Collectors.joining());
    }
    return Long.toHexString(number(value).longValue());
  }

  private static Number number(Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException("decimal clause can only be used on numbers");
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(StringFormat::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Double number && number % 1 == 0 && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    return value instanceof NullValue ? "null" : String.valueOf(value);
  }
}
