package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Contract.class)
class DiscoveryIT {
  private static final String GROUP_PATH = "/apis/" + Workbench.API;

  @Test
  @DisplayName("F01 the groups include that of the definition")
  void groups(ContractServer server) {
    assertThat(server.http().get("/api").at("kind")).isEqualTo("APIVersions");
    Http.Answer groups = server.http().get("/apis");
    assertThat(groups.at("kind")).isEqualTo("APIGroupList");
    assertThat(Json.objects(groups.json(), "groups").stream().map(g -> Json.text(g, "name")))
        .contains("spike.example.com", "batch", "coordination.k8s.io", "apiextensions.k8s.io");
  }

  @Test
  @DisplayName("F02 a resource has names, verbs and its status")
  void resource(ContractServer server) {
    var resources = Json.objects(server.http().get(GROUP_PATH).json(), "resources");
    JsonObject type = resources.get(0);
    assertThat(Json.text(type, "name")).isEqualTo("workflowexecutions");
    assertThat(Json.strings(type, "shortNames")).containsExactly("wfe");
    assertThat(Json.strings(type, "verbs"))
        .contains(
            "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    assertThat(resources.stream().map(r -> Json.text(r, "name")))
        .contains("workflowexecutions/status");
  }

  @Test
  @DisplayName("F03 the core resources")
  void coreResources(ContractServer server) {
    assertThat(
            Json.objects(server.http().get("/api/v1").json(), "resources").stream()
                .map(r -> Json.text(r, "name")))
        .contains("namespaces", "pods", "pods/status", "configmaps", "secrets", "events");
  }

  @Test
  @DisplayName("F04 aggregated discovery")
  void aggregated(ContractServer server) {
    String accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    Http.Answer all = server.http().send("GET", "/apis", "", "", "Accept", accept);
    assertThat(all.at("kind")).isEqualTo("APIGroupDiscoveryList");
    assertThat(
            Json.objects(all.json(), "items").stream()
                .map(item -> Json.text(item, "metadata", "name")))
        .contains("spike.example.com");
  }

  @Test
  @DisplayName("F05 OpenAPI version 2")
  void openApi2(ContractServer server) {
    Http.Answer document = server.http().get("/openapi/v2");
    assertThat(document.at("swagger")).isEqualTo("2.0");
    assertThat(Json.object(document.json(), "definitions")).isNotNull();
  }

  @Test
  @DisplayName("F06 OpenAPI version 3, with the schema of the custom resource")
  void openApi3(ContractServer server) {
    Http.Answer index = server.http().get("/openapi/v3");
    String path = index.at("paths", "apis/" + Workbench.API, "serverRelativeURL");
    Http.Answer document = server.http().get(path);
    assertThat(document.at("openapi")).startsWith("3.");
    assertThat(document.text()).contains("Name of the workflow to run.");
  }

  @Test
  @DisplayName("F07 version and health")
  void health(ContractServer server) {
    assertThat(server.http().get("/version").at("gitVersion")).startsWith("v");
    for (String path : new String[] {"/healthz", "/readyz", "/livez"}) {
      assertThat(server.http().get(path).text()).isEqualTo("ok");
    }
  }
}
