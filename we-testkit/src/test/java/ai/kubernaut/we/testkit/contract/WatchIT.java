package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.util.Watch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Contract.class)
class WatchIT {
  private static String watch(Workbench bench, Http.Answer from, String more) {
    return bench.wfes() + "?watch=1&resourceVersion=" + from.version() + "&timeoutSeconds=1" + more;
  }

  private static List<String> told(List<JsonObject> events) {
    return events.stream()
        .filter(event -> !Json.text(event, "type").equals("BOOKMARK"))
        .map(
            event ->
                Json.text(event, "type") + " " + Json.text(event, "object", "metadata", "name"))
        .toList();
  }

  @Test
  @DisplayName("D01 a watch from a version tells ADDED, MODIFIED and DELETED in order")
  void tellsInOrder(Workbench bench) {
    Http.Answer list = bench.http.get(bench.wfes());
    bench.create("a");
    bench.http.merge(bench.wfe("a"), "{'spec':{'parallelism':5}}");
    bench.http.delete(bench.wfe("a"));
    assertThat(told(bench.http.watch(watch(bench, list, ""))))
        .containsExactly("ADDED a", "MODIFIED a", "DELETED a");
  }

  @Test
  @DisplayName("D02 the watch of the official client receives events")
  void officialWatch(Workbench bench) throws Exception {
    Http.Answer list = bench.http.get(bench.configMaps());
    bench.createConfigMap("a", "");
    CoreV1Api core = new CoreV1Api(bench.client());
    okhttp3.Call call =
        core.listNamespacedConfigMap(bench.namespace)
            .resourceVersion(list.version())
            .timeoutSeconds(1)
            .watch(true)
            .buildCall(null);
    List<String> names = new ArrayList<>();
    try (Watch<V1ConfigMap> watch =
        Watch.createWatch(
            bench.client(), call, new TypeToken<Watch.Response<V1ConfigMap>>() {}.getType())) {
      watch.forEach(event -> names.add(event.type + " " + event.object.getMetadata().getName()));
    }
    assertThat(names).contains("ADDED a");
  }

  @Test
  @DisplayName("D03 a watch without a version starts with what exists")
  void startsWithWhatExists(Workbench bench) {
    bench.create("a");
    String path = bench.wfes() + "?watch=1&timeoutSeconds=1";
    assertThat(told(bench.http.watch(path))).containsExactly("ADDED a");
  }

  @Test
  @DisplayName("D04 a bookmark comes before the watch ends")
  void bookmarkBeforeEnd(Workbench bench) {
    Http.Answer made = bench.create("a");
    String path =
        bench.wfes()
            + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=4&resourceVersion="
            + made.version();
    JsonObject bookmark =
        bench.http.watch(path).stream()
            .filter(event -> Json.text(event, "type").equals("BOOKMARK"))
            .findFirst()
            .orElseThrow();
    assertThat(Long.parseLong(Json.text(bookmark, "object", "metadata", "resourceVersion")))
        .isGreaterThanOrEqualTo(Long.parseLong(made.version()));
    assertThat(Json.text(bookmark, "object", "kind")).isEqualTo("WorkflowExecution");
  }

  @Test
  @DisplayName("D05 timeoutSeconds ends the watch cleanly")
  void timeoutEndsCleanly(Workbench bench) {
    Http.Answer list = bench.http.get(bench.wfes());
    Http.Answer answer = bench.http.get(watch(bench, list, ""));
    assertThat(answer.code()).isEqualTo(200);
    assertThat(told(bench.http.watch(watch(bench, list, "")))).isEmpty();
  }

  @Test
  @DisplayName("D06 a version that is too old answers 410")
  void tooOldIsGone(Workbench bench) {
    String path = bench.configMaps() + "?watch=1&timeoutSeconds=2&resourceVersion=1";
    JsonObject event = bench.http.watch(path).get(0);
    assertThat(Json.text(event, "type")).isEqualTo("ERROR");
    assertThat(Json.number(event, 0, "object", "code")).isEqualTo(410);
  }

  @Test
  @DisplayName("D07 leaving a label selection is DELETED, entering it ADDED")
  void selectionChanges(Workbench bench) {
    Http.Answer list = bench.http.get(bench.wfes());
    bench.create("a", "", ",'labels':{'l':'1'}");
    bench.http.merge(bench.wfe("a"), "{'metadata':{'labels':{'l':'2'}}}");
    bench.http.merge(bench.wfe("a"), "{'metadata':{'labels':{'l':'1'}}}");
    assertThat(told(bench.http.watch(watch(bench, list, "&labelSelector=l%3D1"))))
        .containsExactly("ADDED a", "DELETED a", "ADDED a");
  }

  @Test
  @DisplayName("D08 a watch of one name")
  void watchOfOneName(Workbench bench) {
    Http.Answer list = bench.http.get(bench.wfes());
    bench.create("a");
    bench.create("b");
    assertThat(told(bench.http.watch(watch(bench, list, "&fieldSelector=metadata.name%3Db"))))
        .containsExactly("ADDED b");
  }

  @Test
  @DisplayName("D09 label selectors by equality, sets and existence")
  void labelSelectors(Workbench bench) {
    bench.create("a", "", ",'labels':{'l':'1','x':''}");
    bench.create("b", "", ",'labels':{'l':'2'}");
    bench.create("c");
    assertThat(selected(bench, "l=1")).containsExactly("a");
    assertThat(selected(bench, "l!=1")).containsExactly("b", "c");
    assertThat(selected(bench, "l in (1,2)")).containsExactly("a", "b");
    assertThat(selected(bench, "l notin (1)")).containsExactly("b", "c");
    assertThat(selected(bench, "x")).containsExactly("a");
    assertThat(selected(bench, "!l")).containsExactly("c");
    assertThat(selected(bench, "l,!x")).containsExactly("b");
  }

  private static List<String> selected(Workbench bench, String selector) {
    String encoded = java.net.URLEncoder.encode(selector, java.nio.charset.StandardCharsets.UTF_8);
    return bench.http.get(bench.wfes() + "?labelSelector=" + encoded).names();
  }

  @Test
  @DisplayName("D10 field selectors by name and namespace")
  void fieldSelectors(Workbench bench) {
    bench.create("a");
    bench.create("b");
    assertThat(bench.http.get(bench.wfes() + "?fieldSelector=metadata.name%3Da").names())
        .containsExactly("a");
    String everywhere = "/apis/" + Workbench.API + "/workflowexecutions";
    String here = "?fieldSelector=metadata.namespace%3D" + bench.namespace;
    assertThat(bench.http.get(everywhere + here).names()).containsExactly("a", "b");
  }

  @Test
  @DisplayName("D11 a field that the definition declares selectable")
  void selectableField(Workbench bench) {
    bench.create("a");
    String other = bench.body("b", "", "").replace("'workflow':'w'", "'workflow':'v'");
    bench.http.post(bench.wfes(), other);
    assertThat(bench.http.get(bench.wfes() + "?fieldSelector=spec.workflow%3Dv").names())
        .containsExactly("b");
  }

  @Test
  @DisplayName("D12 an unsupported field selector answers 400")
  void unsupportedField(Workbench bench) {
    Http.Answer answer = bench.http.get(bench.wfes() + "?fieldSelector=spec.mode%3DBatch");
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo("BadRequest");
  }

  @Test
  @DisplayName("D13 pages show one snapshot")
  void pagesShowOneSnapshot(Workbench bench) {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      bench.create(name);
    }
    Http.Answer first = bench.http.get(bench.wfes() + "?limit=2");
    assertThat(first.at("metadata", "remainingItemCount")).isEqualTo("3");
    bench.create("bb");
    Http.Answer second = next(bench, first);
    Http.Answer third = next(bench, second);
    assertThat(first.names()).containsExactly("a", "b");
    assertThat(second.names()).containsExactly("c", "d");
    assertThat(third.names()).containsExactly("e");
    assertThat(third.at("metadata", "continue")).isEmpty();
    assertThat(third.version()).isEqualTo(first.version());
  }

  private static Http.Answer next(Workbench bench, Http.Answer page) {
    return bench.http.get(bench.wfes() + "?limit=2&continue=" + page.at("metadata", "continue"));
  }

  @Test
  @DisplayName("D14 sendInitialEvents ends what exists with an annotated bookmark")
  void initialEvents(Workbench bench) {
    bench.create("a");
    List<JsonObject> events =
        bench.http.watch(
            bench.wfes()
                + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true&timeoutSeconds=2");
    assertThat(Json.text(events.get(0), "type")).isEqualTo("ADDED");
    assertThat(Json.text(events.get(1), "type")).isEqualTo("BOOKMARK");
    assertThat(
            Json.text(
                events.get(1), "object", "metadata", "annotations", "k8s.io/initial-events-end"))
        .isEqualTo("true");
  }

  @Test
  @DisplayName("D15 lists and watches reach across namespaces")
  void acrossNamespaces(Workbench bench) {
    String everywhere = "/apis/" + Workbench.API + "/workflowexecutions";
    Http.Answer list = bench.http.get(everywhere);
    bench.create("only-" + bench.namespace);
    assertThat(bench.http.get(everywhere).names()).contains("only-" + bench.namespace);
    String watch = everywhere + "?watch=1&timeoutSeconds=1&resourceVersion=" + list.version();
    assertThat(told(bench.http.watch(watch))).contains("ADDED only-" + bench.namespace);
  }

  @Test
  @DisplayName("D16 DELETED carries the last object under a new version")
  void deletedCarriesTheObject(Workbench bench) {
    Http.Answer made = bench.create("a");
    bench.http.delete(bench.wfe("a"));
    JsonObject event = bench.http.watch(watch(bench, made, "")).get(0);
    assertThat(Json.text(event, "object", "spec", "workflow")).isEqualTo("w");
    assertThat(Long.parseLong(Json.text(event, "object", "metadata", "resourceVersion")))
        .isGreaterThan(Long.parseLong(made.version()));
  }

  @Test
  @DisplayName("D17 an exact version lists the past")
  void exactListsThePast(Workbench bench) {
    Http.Answer made = bench.create("a");
    bench.create("b");
    bench.http.delete(bench.wfe("a"));
    String past = "?resourceVersionMatch=Exact&resourceVersion=" + made.version();
    Http.Answer list = bench.http.get(bench.wfes() + past);
    assertThat(list.names()).containsExactly("a");
    assertThat(list.version()).isEqualTo(made.version());
  }
}
