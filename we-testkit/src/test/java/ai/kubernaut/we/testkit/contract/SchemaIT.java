package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.json.Json;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Contract.class)
class SchemaIT {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private static List<String> refusedFields(Workbench bench, String spec) {
    Http.Answer answer = bench.http.post(bench.wfes(), bench.body("a", spec, ""));
    assertThat(answer.code()).as(answer.text()).isEqualTo(422);
    assertThat(answer.reason()).isEqualTo("Invalid");
    return Json.objects(answer.json(), "details", "causes").stream()
        .map(cause -> Json.text(cause, "field"))
        .toList();
  }

  /** The path of a field without list indexes, which old servers leave out. */
  private static String withoutIndexes(String field) {
    return field.replaceAll("\\[\\d+\\]", "");
  }

  @Test
  @DisplayName("E01 a wrong type answers 422 and names the field")
  void wrongType(Workbench bench) {
    assertThat(refusedFields(bench, ",'suspend':'yes'")).contains("spec.suspend");
  }

  @Test
  @DisplayName("E02 missing required fields are the causes")
  void missingRequired(Workbench bench) {
    String body = bench.body("a", "", "").replace("'workflow':'w'", "'tasks':[{'image':'i'}]");
    Http.Answer answer = bench.http.post(bench.wfes(), body);
    assertThat(answer.code()).isEqualTo(422);
    assertThat(
            Json.objects(answer.json(), "details", "causes").stream()
                .filter(cause -> Json.text(cause, "reason").equals("FieldValueRequired"))
                .map(cause -> withoutIndexes(Json.text(cause, "field"))))
        .containsExactlyInAnyOrder("spec.workflow", "spec.tasks.name");
  }

  @Test
  @DisplayName("E03 enum, pattern, bounds and length are checked")
  void constraints(Workbench bench) {
    assertThat(refusedFields(bench, ",'mode':'Q'")).contains("spec.mode");
    assertThat(refusedFields(bench, ",'schedule':'A1'")).contains("spec.schedule");
    assertThat(refusedFields(bench, ",'parallelism':0")).contains("spec.parallelism");
    assertThat(refusedFields(bench, ",'parallelism':101")).contains("spec.parallelism");
    String longName = "x".repeat(64);
    assertThat(refusedFields(bench, ",'tasks':[{'name':'" + longName + "'}]"))
        .anyMatch(field -> withoutIndexes(field).equals("spec.tasks.name"));
  }

  @Test
  @DisplayName("E04 defaults are filled in, in lists too")
  void defaults(Workbench bench) {
    Http.Answer made = bench.create("a", ",'tasks':[{'name':'x'}]", "");
    assertThat(made.at("spec", "mode")).isEqualTo("Batch");
    assertThat(Json.text(Json.objects(made.json(), "spec", "tasks").get(0), "retries"))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("E05 unknown fields are pruned where they are not to be preserved")
  void pruning(Workbench bench) {
    Http.Answer made = bench.create("a", ",'zzz':1,'params':{'anything':{'goes':[1]}}", "");
    assertThat(made.at("spec", "zzz")).isEmpty();
    assertThat(Json.items(made.json(), "spec", "params", "anything", "goes")).hasSize(1);
  }

  @Test
  @DisplayName("E06 a CEL rule refuses")
  void celRule(Workbench bench) {
    Http.Answer answer =
        bench.http.post(bench.wfes(), bench.body("a", ",'minTasks':9,'maxTasks':1", ""));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.text()).contains("minTasks must not exceed maxTasks");
  }

  @Test
  @DisplayName("E07 a CEL transition rule refuses an update")
  void celTransition(Workbench bench) {
    Http.Answer made = bench.create("a");
    Http.Answer answer =
        bench.http.put(bench.wfe("a"), Workbench.withSpec(made, "workflow", "'v'"));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.text()).contains("workflow is immutable");
  }

  @Test
  @DisplayName("E08 duplicate keys in a list map answer 422")
  void duplicateKeys(Workbench bench) {
    assertThat(refusedFields(bench, ",'tasks':[{'name':'x'},{'name':'x'}]"))
        .contains("spec.tasks[1]");
  }

  @Test
  @DisplayName("E09 writes of the status are validated")
  void statusIsValidated(Workbench bench) {
    bench.create("a");
    Http.Answer answer =
        bench.http.merge(bench.wfe("a") + "/status", "{'status':{'observedGeneration':'x'}}");
    assertThat(answer.code()).isEqualTo(422);
  }

  @Test
  @DisplayName("E10 an unknown field answers 400 where validation is strict")
  void strictValidation(Workbench bench) {
    Http.Answer answer =
        bench.http.post(bench.wfes() + "?fieldValidation=Strict", bench.body("a", ",'zzz':1", ""));
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.text()).contains("spec.zzz");
    assertThat(bench.http.get(bench.wfe("a")).code()).isEqualTo(404);
  }

  @Test
  @DisplayName("E11 definitions that make no sense are refused")
  void badDefinitions(Workbench bench) {
    String definition =
        "{'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition',"
            + "'metadata':{'name':'NAME'},'spec':{'group':'bad.example.com','scope':'Namespaced',"
            + "'names':{'plural':'bads','kind':'Bad'},'versions':[{'name':'v1','served':true,"
            + "'storage':true,'schema':{'openAPIV3Schema':SCHEMA}}]}}";
    String otherName =
        definition.replace("NAME", "x.bad.example.com").replace("SCHEMA", "{'type':'object'}");
    assertThat(bench.http.post(DEFINITIONS, otherName).code()).isEqualTo(422);
    String shapeless =
        definition
            .replace("NAME", "bads.bad.example.com")
            .replace("SCHEMA", "{'type':'object','properties':{'x':{'properties':{'y':{}}}}}");
    assertThat(bench.http.post(DEFINITIONS, shapeless).code()).isEqualTo(422);
  }

  @Test
  @DisplayName("E12 a table has the printer columns")
  void table(Workbench bench) {
    bench.create("a");
    Http.Answer table =
        bench.http.send(
            "GET", bench.wfes(), "", "", "Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
    assertThat(table.at("kind")).isEqualTo("Table");
    assertThat(
            Json.objects(table.json(), "columnDefinitions").stream()
                .map(column -> Json.text(column, "name")))
        .containsExactly("Name", "Workflow", "Phase", "Age");
    assertThat(Json.strings(Json.objects(table.json(), "rows").get(0), "cells"))
        .startsWith("a", "w");
  }

  @Test
  @DisplayName("E13 a list of nothing but metadata")
  void partialMetadata(Workbench bench) {
    bench.create("a");
    Http.Answer list =
        bench.http.send(
            "GET",
            bench.wfes(),
            "",
            "",
            "Accept",
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io");
    assertThat(list.at("kind")).isEqualTo("PartialObjectMetadataList");
    assertThat(list.names()).containsExactly("a");
    assertThat(Json.at(Json.objects(list.json(), "items").get(0), "spec")).isNull();
  }
}
