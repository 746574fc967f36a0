package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSONPath of a printer column or selectable field: member names, indexes, wildcards and
 * filters of the form {@code [?(@.type=="Ready")]}.
 */
public final class JsonPathCell {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([A-Za-z0-9_$-]+)|\\['((?:[^'\\\\]|\\\\.)*)'\\]|\\[(\\d+|\\*)\\]"
              + "|\\[\\?\\(@\\.([A-Za-z0-9_.-]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)\\]");

  private final List<Matched> steps = new ArrayList<>();

  private record Matched(String member, String index, String filter, String wanted) {}

  public JsonPathCell(String path) {
    Matcher matcher = STEP.matcher(path);
    while (matcher.find()) {
      String member = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      steps.add(
          new Matched(
              member == null ? "" : member.replace("\\.", "."),
              orEmpty(matcher.group(3)),
              orEmpty(matcher.group(4)),
              orEmpty(matcher.group(5))));
    }
  }

  @SuppressWarnings("NullAway") // An optional group of a regular expression is null when absent.
  private static String orEmpty(String group) {
    return group == null ? "" : group;
  }

  /** Everything that the path leads to. */
  public List<JsonElement> find(JsonObject object) {
    List<JsonElement> here = List.of(object);
    for (Matched step : steps) {
      List<JsonElement> next = new ArrayList<>();
      here.forEach(element -> follow(step, element, next));
      here = next;
    }
    return here;
  }

  private static void follow(Matched step, JsonElement from, List<JsonElement> found) {
    if (!step.member().isEmpty()) {
      JsonElement member = Json.at(from, step.member());
      if (member != null) {
        found.add(member);
      }
    } else if (from.isJsonArray()) {
      List<JsonElement> items = from.getAsJsonArray().asList();
      for (int i = 0; i < items.size(); i++) {
        if (selects(step, i, items.get(i))) {
          found.add(items.get(i));
        }
      }
    }
  }

  private static boolean selects(Matched step, int index, JsonElement item) {
    if (!step.filter().isEmpty()) {
      return Json.text(item, step.filter().split("\\.", -1)).equals(step.wanted());
    }
    return step.index().equals("*") || step.index().equals(Integer.toString(index));
  }
}
