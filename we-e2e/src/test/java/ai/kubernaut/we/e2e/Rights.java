package ai.kubernaut.we.e2e;

import ai.kubernaut.we.controller.Manifests;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the shipped roles let the controller do, right by right. */
record Rights(List<Right> all) {

  /**
   * One verb on one resource.
   *
   * @param namespace empty: in all of them
   * @param resource with its subresource, if any, after a slash
   * @param name empty: whatever its name
   */
  record Right(
      String namespace, String group, String resource, Optional<String> name, String verb) {

    boolean covers(RecordedRequest request) {
      String asked =
          request.subresource().isEmpty()
              ? request.resource()
              : request.resource() + "/" + request.subresource();
      return (namespace.isEmpty() || namespace.equals(request.namespace()))
          && group.equals(request.group())
          && resource.equals(asked)
          && verb.equals(request.verb())
          && name.map(request.name()::equals).orElse(true);
    }
  }

  static Rights shipped() {
    return shippedFor(Cluster.EXECUTION_NAMESPACE);
  }

  /** Those of controllers that run workflows in these namespaces. */
  static Rights shippedFor(String... executionNamespaces) {
    List<Right> rights = new ArrayList<>();
    for (String namespace : executionNamespaces) {
      for (JsonElement document :
          YamlJson.documents(Manifests.rbac("kubernaut-system", namespace))) {
        JsonObject role = document.getAsJsonObject();
        Json.objects(role, "rules").forEach(rule -> add(role, rule, rights));
      }
    }
    return new Rights(List.copyOf(rights));
  }

  private static void add(JsonObject role, JsonObject rule, List<Right> rights) {
    String namespace = Json.string(role, "metadata", "namespace").orElse("");
    List<Optional<String>> names = new ArrayList<>();
    Json.strings(rule, "resourceNames").forEach(name -> names.add(Optional.of(name)));
    if (names.isEmpty()) {
      names.add(Optional.empty());
    }
    for (String group : Json.strings(rule, "apiGroups")) {
      for (String resource : Json.strings(rule, "resources")) {
        for (String verb : Json.strings(rule, "verbs")) {
          names.forEach(name -> rights.add(new Right(namespace, group, resource, name, verb)));
        }
      }
    }
  }

  /** Those requests that no right covers. What leads to no resource is discovery. */
  List<RecordedRequest> exceededBy(List<RecordedRequest> requests) {
    return requests.stream()
        .filter(request -> !request.resource().startsWith("/"))
        .filter(request -> all.stream().noneMatch(right -> right.covers(request)))
        .toList();
  }

  /** Those rights that none of the requests needed. */
  List<Right> unusedBy(List<RecordedRequest> requests) {
    return all.stream().filter(right -> requests.stream().noneMatch(right::covers)).toList();
  }
}
