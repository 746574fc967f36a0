package ai.kubernaut.we.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.kubernetes.client.util.ClientBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what comes back as a value. */
class KubernetesApiTest {

  private static final ResourceRef JOB = ResourceType.JOBS.named("flows", "one");
  private static final ResourceType NODES = new ResourceType("", "v1", "nodes", "Node", false);

  private final FaultyServer server = new FaultyServer();
  private final List<String> counted = new ArrayList<>();
  private final KubernetesApi api =
      KubernetesApi.builder(new ClientBuilder().setBasePath(server.url()).build())
          .version("1.2.3")
          .metrics((verb, type, code, took) -> counted.add(verb + " " + type + " " + code))
          .build();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void getsAnObject() {
    server.then(200, "{\"metadata\":{\"name\":\"one\",\"generation\":9007199254740993}}");

    JsonObject job = api.get(JOB).toOptional().orElseThrow();

    assertThat(server.last().uri()).isEqualTo("/apis/batch/v1/namespaces/flows/jobs/one");
    assertThat(server.last().userAgent()).isEqualTo("we-controller/1.2.3");
    assertThat(Json.integer(job, "metadata", "generation")).hasValue(9007199254740993L);
    assertThat(counted).containsExactly("get jobs 200");
  }

  @Test
  void aRefusalIsAValue() {
    server.then(404, "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"NotFound\"}");

    assertThat(api.get(JOB).<Object>match(found -> found, ApiError::kind))
        .isEqualTo(ApiError.Kind.NOT_FOUND);
    assertThat(counted).containsExactly("get jobs 404");
  }

  @Test
  void addressesCoreAndClusterScopedObjects() {
    server.then(200, "{}").then(200, "{}");

    api.get(ResourceType.PODS.named("flows", "p"));
    api.get(NODES.named("", "n"));

    assertThat(server.received())
        .extracting(FaultyServer.Received::uri)
        .containsExactly("/api/v1/namespaces/flows/pods/p", "/api/v1/nodes/n");
  }

  @Test
  void namesThatCouldLeaveTheirPathAreEscaped() {
    server.then(200, "{}");

    api.get(ResourceType.PODS.named("flows", "a/../b?c"));

    assertThat(server.last().uri()).isEqualTo("/api/v1/namespaces/flows/pods/a%2F..%2Fb%3Fc");
  }

  @Test
  void refusesAddressesThatCannotBe() {
    assertThatThrownBy(() -> ResourceType.PODS.named("", "p"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NODES.named("flows", "n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ResourceType.PODS.named("flows", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listsAllPages() {
    server.then(200, page("5", "more", "a", "b")).then(200, page("5", "", "c"));

    ResourcePage all =
        api.list(ResourceType.PODS.all().inNamespace("flows").withLabels("app in (x,y)"))
            .toOptional()
            .orElseThrow();

    assertThat(all.items())
        .extracting(item -> Json.string(item, "metadata", "name").orElse(""))
        .containsExactly("a", "b", "c");
    assertThat(all.resourceVersion()).isEqualTo("5");
    assertThat(server.received().get(0).uri())
        .isEqualTo("/api/v1/namespaces/flows/pods?labelSelector=app%20in%20%28x%2Cy%29&limit=500");
    assertThat(server.received().get(1).uri()).endsWith("&limit=500&continue=more");
  }

  @Test
  void aListWhoseNextPageIsRefusedFails() {
    server.then(200, page("5", "more", "a")).then(410, "{\"reason\":\"Expired\"}");

    assertThat(api.list(ResourceType.PODS.all()).failure())
        .hasValueSatisfying(error -> assertThat(error.kind()).isEqualTo(ApiError.Kind.GONE));
  }

  @Test
  void aListWithoutItemsIsEmpty() {
    server.then(200, "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":null}");

    assertThat(api.list(ResourceType.PODS.all()).toOptional().orElseThrow().items()).isEmpty();
  }

  @Test
  void patchesCarryTheirTypeAndTheirNulls() {
    server.then(200, "{}").then(200, "{}").then(200, "{}");
    JsonObject patch = new JsonObject();
    patch.add("gone", JsonNull.INSTANCE);

    api.mergePatch(JOB, patch);
    api.patchStatus(JOB, patch);
    api.jsonPatch(JOB, new JsonArray());

    assertThat(server.received()).extracting(FaultyServer.Received::method).containsOnly("PATCH");
    assertThat(server.received())
        .extracting(FaultyServer.Received::contentType)
        .containsExactly(
            "application/merge-patch+json",
            "application/merge-patch+json",
            "application/json-patch+json");
    assertThat(server.received().get(0).body()).isEqualTo("{\"gone\":null}");
    assertThat(server.received().get(1).uri()).endsWith("/jobs/one/status");
  }

  @Test
  void createsAndReplaces() {
    server.then(201, "{}").then(200, "{}");

    api.create(ResourceType.JOBS, "flows", new JsonObject());
    api.update(JOB, new JsonObject());

    assertThat(server.received())
        .extracting(received -> received.method() + " " + received.uri())
        .containsExactly(
            "POST /apis/batch/v1/namespaces/flows/jobs",
            "PUT /apis/batch/v1/namespaces/flows/jobs/one");
    assertThat(server.last().contentType()).isEqualTo("application/json");
  }

  @Test
  void deletesOnlyWhatHasTheUid() {
    server.then(200, "{}");

    api.delete(JOB, Deletion.foreground("u-1").ifVersion("42"));

    assertThat(server.last().method()).isEqualTo("DELETE");
    assertThat(Json.parse(server.last().body()))
        .isEqualTo(
            Json.parse(
                "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"propagationPolicy\":"
                    + "\"Foreground\",\"preconditions\":{\"uid\":\"u-1\","
                    + "\"resourceVersion\":\"42\"}}"));
    assertThatThrownBy(() -> Deletion.background("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsNotServedFromNotKnown() {
    server
        .then(200, "{\"resources\":[{\"name\":\"jobs\"},{\"name\":\"jobs/status\"}]}")
        .then(200, "{\"resources\":[{\"name\":\"cronjobs\"}]}")
        .then(404, "404 page not found")
        .then(503, "service unavailable");

    assertThat(api.serves(ResourceType.JOBS)).isEqualTo(ApiAnswer.ok(true));
    assertThat(api.serves(ResourceType.JOBS)).isEqualTo(ApiAnswer.ok(false));
    assertThat(api.serves(ResourceType.JOBS)).isEqualTo(ApiAnswer.ok(false));
    assertThat(api.serves(ResourceType.JOBS).failure()).isPresent();
    assertThat(server.last().uri()).isEqualTo("/apis/batch/v1");
  }

  private static String page(String version, String next, String... names) {
    List<String> items = new ArrayList<>();
    for (String name : names) {
      items.add("{\"metadata\":{\"name\":\"" + name + "\"}}");
    }
    return "{\"metadata\":{\"resourceVersion\":\"%s\",\"continue\":\"%s\"},\"items\":[%s]}"
        .formatted(version, next, String.join(",", items));
  }
}
