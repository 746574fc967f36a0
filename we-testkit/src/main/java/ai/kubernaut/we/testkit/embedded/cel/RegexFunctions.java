package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code find} and {@code findAll}. */
final class RegexFunctions {
  private RegexFunctions() {}

  static void addTo(FunctionSet set) {
    set.method(
        "find",
        SimpleType.STRING,
        SimpleType.STRING,
        String.class,
        SimpleType.STRING,
        String.class,
        RegexFunctions::find);
    set.method(
        "findAll",
        ListType.create(SimpleType.STRING),
        SimpleType.STRING,
        String.class,
        SimpleType.STRING,
        String.class,
        RegexFunctions::findAll);
  }

  private static String find(String text, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private static List<String> findAll(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().map(MatchResult::group).toList();
  }
}
