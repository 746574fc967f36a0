package ai.kubernaut.we.testkit.contract;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.MergePatch;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads groups of odd requests: YAML lists of {@code name}, {@code ask} (method and path) and a
 * body, which may be written in short.
 */
final class OddRequests {
  /** The groups, each of which runs in a namespace of its own. */
  static final List<String> GROUPS =
      List.of(
          "bodies",
          "options",
          "updates",
          "patches",
          "reads",
          "paths",
          "deletes",
          "builtins",
          "definitions");

  private static final Map<String, String> PATHS =
      Map.of(
          "$WFES", "/apis/spike.example.com/v1alpha1/namespaces/NS/workflowexecutions",
          "$CMS", "/api/v1/namespaces/NS/configmaps",
          "$LEASES", "/apis/coordination.k8s.io/v1/namespaces/NS/leases",
          "$JOBS", "/apis/batch/v1/namespaces/NS/jobs",
          "$EVENTS", "/apis/events.k8s.io/v1/namespaces/NS/events",
          "$ROLES", "/apis/rbac.authorization.k8s.io/v1/namespaces/NS/roles",
          "$BINDINGS", "/apis/rbac.authorization.k8s.io/v1/namespaces/NS/rolebindings",
          "$CRDS", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
          "$NS", "/api/v1/namespaces/NS");
  private static final Map<String, String> PATCHES =
      Map.of(
          "merge", "application/merge-patch+json",
          "json", "application/json-patch+json",
          "strategic", "application/strategic-merge-patch+json",
          "apply", "application/apply-patch+yaml");
  private static final Pattern REPEATED = Pattern.compile("\\$LONG\\((\\d+)\\)");

  private OddRequests() {}

  static List<OddRequest> group(String name) {
    JsonElement entries = Yaml.parse(ContractServer.resource("odd/" + name + ".yaml"));
    return entries.getAsJsonArray().asList().stream()
        .map(entry -> request(entry.getAsJsonObject()))
        .toList();
  }

  private static OddRequest request(JsonObject entry) {
    String[] ask = Json.text(entry, "ask").split(" ", 2);
    String body = expand(body(entry));
    String type = entry.has("type") ? Json.text(entry, "type") : type(entry, body);
    return new OddRequest(
        Json.text(entry, "name"),
        ask[0],
        expand(path(ask[1])),
        type,
        Json.text(entry, "accept"),
        body);
  }

  private static String path(String text) {
    String path = text;
    for (String name : PATHS.keySet().stream().sorted().toList()) {
      path =
          path.replace(name + "/", PATHS.get(name) + "/")
              .replace(name + "?", PATHS.get(name) + "?");
      path = path.endsWith(name) ? path.replace(name, PATHS.get(name)) : path;
    }
    return path;
  }

  private static String type(JsonObject entry, String body) {
    for (Map.Entry<String, String> patch : PATCHES.entrySet()) {
      if (entry.has(patch.getKey())) {
        return patch.getValue();
      }
    }
    boolean bodiless = body.isEmpty() && !entry.has("body");
    return bodiless ? "" : "application/json";
  }

  private static String body(JsonObject entry) {
    String slug =
        Json.text(entry, "name").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    for (String plain : List.of("body", "merge", "json", "strategic")) {
      if (entry.has(plain)) {
        return written(entry.get(plain));
      }
    }
    if (entry.has("wfe")) {
      return written(MergePatch.apply(entry.get("wfe"), execution(slug)));
    }
    if (entry.has("apply")) {
      JsonElement stated = entry.get("apply");
      return written(stated.isJsonObject() ? MergePatch.apply(stated, execution("a")) : stated);
    }
    if (entry.has("crd")) {
      return written(MergePatch.apply(entry.get("crd"), definition(Json.of("type", "object"))));
    }
    return entry.has("schema") ? written(definition(entry.getAsJsonObject("schema"))) : "";
  }

  private static String written(JsonElement value) {
    return Json.isString(value) ? value.getAsString() : Json.write(value);
  }

  private static JsonObject execution(String name) {
    return Json.of(
        "apiVersion",
        "spike.example.com/v1alpha1",
        "kind",
        "WorkflowExecution",
        "metadata",
        Json.of("name", name),
        "spec",
        Json.of("workflow", "w"));
  }

  private static JsonObject definition(JsonObject schema) {
    JsonObject version =
        Json.of(
            "name",
            "v1",
            "served",
            true,
            "storage",
            true,
            "schema",
            Json.of("openAPIV3Schema", schema));
    return Json.of(
        "apiVersion",
        "apiextensions.k8s.io/v1",
        "kind",
        "CustomResourceDefinition",
        "metadata",
        Json.of("name", "odds.odd.example.com"),
        "spec",
        Json.of(
            "group",
            "odd.example.com",
            "scope",
            "Namespaced",
            "names",
            Json.of("plural", "odds", "kind", "Odd"),
            "versions",
            Json.array(version)));
  }

  private static String expand(String text) {
    String expanded =
        REPEATED
            .matcher(text)
            .replaceAll((MatchResult match) -> "x".repeat(Integer.parseInt(match.group(1))));
    return expanded
        .replace("\"$TASKS(51)\"", Json.write(tasks(51)))
        .replace("$OPERATIONS(10001)", Json.write(operations(10_001)));
  }

  private static JsonArray tasks(int count) {
    JsonArray tasks = new JsonArray();
    for (int i = 0; i < count; i++) {
      tasks.add(Json.of("name", "t" + i));
    }
    return tasks;
  }

  private static JsonArray operations(int count) {
    JsonArray operations = new JsonArray();
    for (int i = 0; i < count; i++) {
      operations.add(Json.of("op", "test", "path", "/spec/workflow", "value", "w"));
    }
    return operations;
  }
}
