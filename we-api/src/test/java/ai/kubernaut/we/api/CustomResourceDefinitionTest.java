package ai.kubernaut.we.api;

import static ai.kubernaut.we.api.Crd.list;
import static ai.kubernaut.we.api.Crd.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the CRD says besides the shape of an object. */
class CustomResourceDefinitionTest {

  private final Crd crd = Crd.ours();

  @Test
  void isNamedAsTheRecordsSay() {
    assertThat(crd.at("metadata", "name"))
        .isEqualTo(WorkflowExecution.PLURAL + "." + WorkflowExecution.GROUP);
    assertThat(crd.at("spec", "group")).isEqualTo(WorkflowExecution.GROUP);
    assertThat(crd.at("spec", "names", "kind")).isEqualTo(WorkflowExecution.KIND);
    assertThat(crd.at("spec", "names", "plural")).isEqualTo(WorkflowExecution.PLURAL);
    assertThat(crd.version()).containsEntry("name", WorkflowExecution.VERSION);
  }

  @Test
  void isServedUnderThePublishedNamesAndSubresources() {
    assertThat(Crd.published())
        .allSatisfy(
            published -> {
              assertThat(crd.at("spec", "names")).isEqualTo(published.at("spec", "names"));
              assertThat(crd.at("spec", "scope")).isEqualTo(published.at("spec", "scope"));
              assertThat(list(crd.at("spec", "versions"))).hasSize(1);
              for (String key : List.of("name", "served", "storage", "subresources")) {
                assertThat(crd.version()).containsEntry(key, published.version().get(key));
              }
            });
  }

  @Test
  void everyPublishedFieldSelectorWorks() {
    assertThat(Crd.published())
        .allSatisfy(
            published ->
                assertThat(list(crd.version().get("selectableFields")))
                    .containsAll(list(published.version().get("selectableFields"))));
  }

  @Test
  void everyPublishedColumnIsPrinted() {
    assertThat(Crd.published())
        .allSatisfy(p -> assertThat(columns(crd)).containsAll(columns(p)))
        .last()
        .satisfies(latest -> assertThat(rawColumns(crd)).isEqualTo(rawColumns(latest)));
  }

  private static List<String> columns(Crd crd) {
    return rawColumns(crd).stream()
        .map(column -> column.get("name") + " " + column.get("type") + " " + column.get("jsonPath"))
        .toList();
  }

  private static List<Map<String, Object>> rawColumns(Crd crd) {
    return list(crd.version().get("additionalPrinterColumns")).stream().map(Crd::map).toList();
  }

  @Test
  void theSpecCanBeNeitherChangedNorTakenAway() {
    assertThat(crd.schema()).doesNotContainKey("required");
    assertThat(list(crd.schema().get("x-kubernetes-validations")))
        .extracting(rule -> map(rule).get("rule"))
        .contains("!has(oldSelf.spec) || (has(self.spec) && self.spec == oldSelf.spec)");
  }

  /** A server estimates what a rule costs at worst, and refuses the CRD if that is too much. */
  @Test
  void whatARuleLooksAtIsBounded() {
    List<String> unbounded = new ArrayList<>();
    collectUnbounded("spec", crd.schema("spec"), false, unbounded);
    assertThat(unbounded).isEmpty();
  }

  private static void collectUnbounded(
      String path, Map<String, Object> schema, boolean looked, List<String> unbounded) {
    boolean looks = looked || schema.containsKey("x-kubernetes-validations");
    if (looks && !isBounded(schema)) {
      unbounded.add(path);
    }
    map(schema.get("properties"))
        .forEach(
            (name, child) -> collectUnbounded(path + "." + name, map(child), looks, unbounded));
    for (String key : List.of("items", "additionalProperties")) {
      if (schema.containsKey(key)) {
        collectUnbounded(path + "." + key, map(schema.get(key)), looks, unbounded);
      }
    }
  }

  private static boolean isBounded(Map<String, Object> schema) {
    return switch (String.valueOf(schema.get("type"))) {
      case "string" -> schema.containsKey("maxLength") || schema.containsKey("enum");
      case "array" -> schema.containsKey("maxItems");
      case "object" -> schema.containsKey("properties") || schema.containsKey("maxProperties");
      default -> schema.containsKey("type");
    };
  }

  @Test
  void everyRuleSaysWhatIsWrong() {
    List<Map<String, Object>> rules = new ArrayList<>();
    collectRules(crd.schema(), rules);
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule).containsOnlyKeys("rule", "message"));
  }

  private static void collectRules(Map<String, Object> schema, List<Map<String, Object>> rules) {
    list(schema.get("x-kubernetes-validations")).forEach(rule -> rules.add(map(rule)));
    map(schema.get("properties")).values().forEach(child -> collectRules(map(child), rules));
    for (String key : List.of("items", "additionalProperties")) {
      if (schema.containsKey(key)) {
        collectRules(map(schema.get(key)), rules);
      }
    }
  }

  @Test
  void everyFieldIsExplainedInAFewWords() {
    List<String> without = new ArrayList<>();
    collectUnexplained("spec", crd.schema("spec"), without);
    collectUnexplained("status", crd.schema("status"), without);
    assertThat(without).isEmpty();
  }

  private static void collectUnexplained(
      String path, Map<String, Object> schema, List<String> without) {
    if (!(schema.get("description") instanceof String text)
        || !text.endsWith(".")
        || text.length() > 160) {
      without.add(path);
    }
    map(schema.get("properties"))
        .forEach((name, child) -> collectUnexplained(path + "." + name, map(child), without));
    if (schema.containsKey("items") && map(schema.get("items")).containsKey("properties")) {
      collectUnexplained(path + "[]", map(schema.get("items")), without);
    }
  }
}
