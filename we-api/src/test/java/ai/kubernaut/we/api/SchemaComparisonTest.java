package ai.kubernaut.we.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The comparison finds each way in which ours could become narrower. */
class SchemaComparisonTest {

  private static final Map<String, Object> PUBLISHED = Crd.published().get(1).schema();
  private static final String SPEC = "properties/spec/";
  private static final String REF = SPEC + "properties/workflowRef/properties/";
  private static final String STATUS = "properties/status/properties/";
  private static final String CONDITION = STATUS + "conditions/items/properties/";

  /** What ours refuses anyway. */
  private static final List<String> SAID =
      SchemaComparison.findings(Crd.ours().schema(), PUBLISHED);

  static final List<Arguments> NARROWINGS =
      List.of(
          Arguments.of("a new root requirement", "required", List.of("spec")),
          Arguments.of("one more required", SPEC + "required", List.of("clusterID")),
          Arguments.of("another type", SPEC + "properties/confidence/type", "integer"),
          Arguments.of("a new enum", SPEC + "properties/rationale/enum", List.of("because")),
          Arguments.of("fewer enum values", STATUS + "phase/enum", List.of("Pending")),
          Arguments.of("a new format", SPEC + "properties/rationale/format", "uuid"),
          Arguments.of("a lost format", SPEC + "properties/timesOutAt/format", null),
          Arguments.of("another pattern", CONDITION + "reason/pattern", "^[A-Z]+$"),
          Arguments.of("a new pattern", SPEC + "properties/targetResource/pattern", "/"),
          Arguments.of("shorter texts", CONDITION + "message/maxLength", 1024),
          Arguments.of("a new maximum length", CONDITION + "status/maxLength", 5),
          Arguments.of("longer texts", CONDITION + "reason/minLength", 2),
          Arguments.of("a new minimum", STATUS + "observedGeneration/minimum", 0),
          Arguments.of("a higher minimum", CONDITION + "observedGeneration/minimum", 1),
          Arguments.of("a new maximum", STATUS + "observedGeneration/maximum", 5),
          Arguments.of("not nullable", REF + "declaredParameterNames/nullable", null),
          Arguments.of(
              "other values", REF + "declaredParameterNames/additionalProperties/type", "string"),
          Arguments.of("no free keys", SPEC + "properties/parameters/additionalProperties", null),
          Arguments.of(
              "pruned settings", REF + "engineConfig/x-kubernetes-preserve-unknown-fields", null),
          Arguments.of(
              "quantities as text only",
              REF + "resources/properties/limits/additionalProperties/x-kubernetes-int-or-string",
              null),
          Arguments.of(
              "other list keys",
              REF + "resources/properties/claims/x-kubernetes-list-map-keys",
              List.of("request")),
          Arguments.of("a list as a set", STATUS + "conditions/x-kubernetes-list-type", "set"),
          Arguments.of(
              "no null where a default was",
              STATUS + "executionRef/properties/name/nullable",
              null),
          Arguments.of("an unknown field", SPEC + "properties/clusterID", null),
          Arguments.of("lists of nothing", STATUS + "ephemeralCredentialIDs/items", null),
          Arguments.of("other items", STATUS + "ephemeralCredentialIDs/items/type", "string"),
          Arguments.of("an unknown keyword", SPEC + "minProperties", 1),
          Arguments.of(
              "a rule over the object itself",
              "x-kubernetes-validations",
              List.of(Map.of("rule", "has(self.spec)"))));

  @ParameterizedTest(name = "{0}")
  @FieldSource("NARROWINGS")
  void findsANarrowing(String what, String path, Object value) {
    Map<String, Object> narrower = Schemas.with(Crd.ours().schema(), value, path.split("/"));
    assertThat(SchemaComparison.findings(narrower, PUBLISHED))
        .as(what)
        .filteredOn(finding -> !SAID.contains(finding))
        .hasSize(1);
  }

  @Test
  void noSchemaIsNarrowerThanItself() {
    assertThat(Crd.published())
        .allSatisfy(
            crd -> assertThat(SchemaComparison.findings(crd.schema(), crd.schema())).isEmpty());
  }
}
