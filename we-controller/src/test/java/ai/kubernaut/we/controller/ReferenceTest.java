package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.api.EventReason;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.config.InvalidConfiguration;
import ai.kubernaut.we.controller.config.Reload;
import ai.kubernaut.we.controller.metrics.Metrics;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import io.prometheus.client.Collector;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/reference.md} say what the code says. */
class ReferenceTest {

  private final Reference reference = Reference.load();

  @Test
  void everyFieldOfTheSpecIsThere() {
    assertThat(
            reference.firstCells("Spec").stream().map(f -> f.replaceFirst("\\..*", "")).distinct())
        .containsExactlyInAnyOrderElementsOf(fields("spec"));
    assertThat(
            reference.firstCells("Spec").stream()
                .filter(f -> f.startsWith("workflowRef."))
                .map(f -> f.substring("workflowRef.".length()).replaceFirst("\\..*", ""))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(fields("spec", "workflowRef"));
  }

  @Test
  void everyFieldOfTheStatusIsThere() {
    assertThat(reference.firstCells("Status"))
        .containsExactlyInAnyOrderElementsOf(fields("status"));
    assertThat(reference.firstCells("failureDetails"))
        .containsExactlyInAnyOrderElementsOf(fields("status", "failureDetails"));
  }

  @Test
  void everyFailureReasonIsThere() {
    assertThat(reference.firstCells("Failure reasons"))
        .containsExactlyElementsOf(texts(FailureReason.values()));
  }

  @Test
  void everyConditionIsThere() {
    assertThat(reference.firstCells("Conditions"))
        .containsExactlyElementsOf(texts(ConditionType.values()));
  }

  @Test
  void everyReasonToWaitIsThere() throws IllegalAccessException {
    assertThat(reference.firstCells("Reasons of Blocked"))
        .containsExactlyInAnyOrderElementsOf(constants(Blockage.class))
        .containsExactlyInAnyOrderElementsOf(Blockage.REASONS);
  }

  @Test
  void everyEventIsThereWithItsType() {
    assertThat(reference.rows("Events").stream().map(row -> row.get(0) + " " + row.get(1)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventReason.values())
                .map(reason -> reason + (reason.warning() ? " Warning" : " Normal"))
                .toList());
  }

  @Test
  void everyNameIsThere() throws IllegalAccessException {
    assertThat(reference.firstCells("Names"))
        .containsExactlyInAnyOrderElementsOf(constants(Names.class));
  }

  @Test
  void everyMetricIsThereWithItsLabels() {
    assertThat(reference.firstCells("Metrics"))
        .containsExactlyInAnyOrderElementsOf(
            Collections.list(Metrics.create().registry().metricFamilySamples()).stream()
                .map(ReferenceTest::metric)
                .filter(name -> name.startsWith("workflowexecution_"))
                .toList());
  }

  @Test
  void everyLimitOfTheDefinitionIsThere() {
    List<String> limits = new ArrayList<>();
    collectLimits("", schema().getAsJsonObject("properties").getAsJsonObject("spec"), limits);
    assertThat(
            reference.rows("What the API server refuses").stream()
                .map(row -> row.get(0) + ": " + row.get(1)))
        .containsExactlyInAnyOrderElementsOf(limits);
  }

  private static void collectLimits(String path, JsonObject schema, List<String> limits) {
    Map<String, String> units =
        Map.of("maxLength", "characters", "maxItems", "entries", "maxProperties", "entries");
    units.forEach(
        (keyword, unit) ->
            Json.integer(schema, keyword)
                .ifPresent(most -> limits.add("%s: at most %d %s".formatted(path, most, unit))));
    Json.objects(schema, "x-kubernetes-validations").stream()
        .map(rule -> Json.string(rule, "message").orElseThrow())
        .forEach(message -> limits.add(path + ": " + message));
    Json.object(schema, "properties")
        .ifPresent(
            properties ->
                properties
                    .keySet()
                    .forEach(
                        name ->
                            collectLimits(
                                path.isEmpty() ? name : path + "." + name,
                                properties.getAsJsonObject(name),
                                limits)));
    Json.object(schema, "items").ifPresent(items -> collectLimits(path, items, limits));
    Json.object(schema, "additionalProperties")
        .ifPresent(values -> collectLimits(path + ".*", values, limits));
  }

  @Test
  void everyKeyIsThereWithItsDefault() throws InvalidConfiguration {
    assertThat(reference.firstCells("Configuration"))
        .containsExactlyInAnyOrderElementsOf(configurationKeys());
    for (List<String> row : reference.rows("Configuration")) {
      int dot = row.get(0).indexOf('.');
      String value = row.get(1).startsWith(":") ? "'" + row.get(1) + "'" : row.get(1);
      String yaml =
          "%s: {%s: %s}"
              .formatted(row.get(0).substring(0, dot), row.get(0).substring(dot + 1), value);
      assertThat(Configuration.parse(row.get(0), yaml))
          .as(row.get(0))
          .isEqualTo(Configuration.defaults());
    }
  }

  @Test
  void everyKeySaysWhetherItNeedsARestart() {
    assertThat(
            reference.rows("Configuration").stream()
                .filter(row -> row.get(2).equals("at once"))
                .map(row -> row.get(0)))
        .containsExactlyInAnyOrderElementsOf(Reload.atOnce());
    assertThat(reference.rows("Configuration"))
        .extracting(row -> row.get(2))
        .containsOnly("at once", "restart");
  }

  /** What the complaints about an unknown key in each section name as known. */
  private static List<String> configurationKeys() {
    List<String> keys = new ArrayList<>();
    for (String section : knownBesides("x: 1")) {
      knownBesides("%s: {x: 1}".formatted(section)).forEach(key -> keys.add(section + "." + key));
    }
    return keys;
  }

  private static List<String> knownBesides(String unknown) {
    String message =
        String.valueOf(
            assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> Configuration.parse("test", unknown))
                .actual()
                .getMessage());
    String known = "known here: ";
    return Pattern.compile(", ")
        .splitAsStream(message.substring(message.indexOf(known) + known.length()))
        .toList();
  }

  private static String metric(Collector.MetricFamilySamples family) {
    return family.type == Collector.Type.COUNTER ? family.name + "_total" : family.name;
  }

  private static List<String> texts(Object[] values) {
    return Arrays.stream(values).map(Object::toString).toList();
  }

  private static List<String> constants(Class<?> holder) throws IllegalAccessException {
    List<String> values = new ArrayList<>();
    for (Field field : holder.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        values.add((String) field.get(null));
      }
    }
    return values;
  }

  private static List<String> fields(String... path) {
    String[] properties =
        Stream.concat(
                Arrays.stream(path).flatMap(step -> Stream.of("properties", step)),
                Stream.of("properties"))
            .toArray(String[]::new);
    return List.copyOf(Json.object(schema(), properties).orElseThrow().keySet());
  }

  private static JsonObject schema() {
    JsonObject definition =
        YamlJson.documents(CustomResourceDefinition.yaml()).get(0).getAsJsonObject();
    JsonObject version = Json.objects(definition, "spec", "versions").get(0);
    return Json.object(version, "schema", "openAPIV3Schema").orElseThrow();
  }
}
