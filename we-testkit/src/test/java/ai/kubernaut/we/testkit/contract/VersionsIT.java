package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.options.PatchOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Contract.class)
class VersionsIT {
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String STRATEGIC = "application/strategic-merge-patch+json";

  private static long version(Http.Answer answer) {
    return Long.parseLong(answer.version());
  }

  private static Http.Answer put(Workbench bench, Http.Answer read, String member, String value) {
    return bench.http.put(
        bench.wfe(read.at("metadata", "name")), Workbench.withSpec(read, member, value));
  }

  private static String withStatus(Http.Answer object, String phase) {
    JsonObject tree = object.json();
    Json.child(tree, "status").addProperty("phase", phase);
    return Json.write(tree);
  }

  @Test
  @DisplayName("B01 versions grow across objects and types")
  void versionsGrow(Workbench bench) {
    long first = version(bench.create("a"));
    long second = version(bench.createConfigMap("m", ""));
    long third = version(bench.create("b"));
    assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("B02 the version of a list is not older than the last write")
  void listVersionIsFresh(Workbench bench) {
    long written = version(bench.create("a"));
    assertThat(version(bench.http.get(bench.wfes()))).isGreaterThanOrEqualTo(written);
  }

  @Test
  @DisplayName("B03 a stale PUT answers 409")
  void stalePutConflicts(Workbench bench) {
    Http.Answer stale = bench.create("a");
    put(bench, stale, "parallelism", "5");
    Http.Answer answer = put(bench, stale, "parallelism", "6");
    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.reason()).isEqualTo("Conflict");
  }

  @Test
  @DisplayName("B04 a stale PUT of the status answers 409")
  void staleStatusConflicts(Workbench bench) {
    Http.Answer stale = bench.create("a");
    put(bench, stale, "parallelism", "5");
    Http.Answer answer = bench.http.put(bench.wfe("a") + "/status", withStatus(stale, "Running"));
    assertThat(answer.code()).isEqualTo(409);
  }

  @Test
  @DisplayName("B05 a PUT that changes nothing keeps the version")
  void noChangeKeepsVersion(Workbench bench) {
    Http.Answer made = bench.create("a");
    assertThat(bench.http.put(bench.wfe("a"), made.text()).version()).isEqualTo(made.version());
  }

  @Test
  @DisplayName("B06 a change of the spec raises the generation")
  void specRaisesGeneration(Workbench bench) {
    Http.Answer changed = put(bench, bench.create("a"), "parallelism", "5");
    assertThat(changed.at("metadata", "generation")).isEqualTo("2");
  }

  @Test
  @DisplayName("B07 labels and status leave the generation")
  void otherChangesKeepGeneration(Workbench bench) {
    bench.create("a");
    bench.http.merge(bench.wfe("a"), "{'metadata':{'labels':{'x':'y'}}}");
    Http.Answer after = bench.http.merge(bench.wfe("a") + "/status", "{'status':{'phase':'P'}}");
    assertThat(after.at("metadata", "generation")).isEqualTo("1");
  }

  @Test
  @DisplayName("B08 PUT of the status ignores the spec and makes a new version")
  void statusIgnoresSpec(Workbench bench) {
    Http.Answer made = bench.create("a");
    JsonObject tree = Json.parse(withStatus(made, "Running")).getAsJsonObject();
    Json.child(tree, "spec").addProperty("parallelism", 9);
    Http.Answer after = bench.http.put(bench.wfe("a") + "/status", Json.write(tree));
    assertThat(after.at("spec", "parallelism")).isEqualTo("4");
    assertThat(after.at("status", "phase")).isEqualTo("Running");
    assertThat(version(after)).isGreaterThan(version(made));
  }

  @Test
  @DisplayName("B09 PUT of the object ignores the status")
  void objectIgnoresStatus(Workbench bench) {
    Http.Answer made = bench.create("a");
    Http.Answer after = bench.http.put(bench.wfe("a"), withStatus(made, "Running"));
    assertThat(after.at("status", "phase")).isEmpty();
  }

  @Test
  @DisplayName("B10 create drops the status")
  void createDropsStatus(Workbench bench) {
    String body = bench.body("a", "", "").replaceFirst("}$", ",'status':{'phase':'P'}}");
    assertThat(bench.http.post(bench.wfes(), body).at("status", "phase")).isEmpty();
  }

  @Test
  @DisplayName("B11 a JSON patch through the official client")
  void jsonPatch(Workbench bench) {
    bench.create("a");
    String patch = "[{\"op\":\"replace\",\"path\":\"/spec/parallelism\",\"value\":8}]";
    DynamicKubernetesApi api =
        new DynamicKubernetesApi(
            "spike.example.com", "v1alpha1", "workflowexecutions", bench.client());
    assertThat(
            api.patch(
                    bench.namespace,
                    "a",
                    V1Patch.PATCH_FORMAT_JSON_PATCH,
                    new V1Patch(patch),
                    new PatchOptions())
                .getHttpStatusCode())
        .isEqualTo(200);
    assertThat(bench.http.get(bench.wfe("a")).at("spec", "parallelism")).isEqualTo("8");
  }

  @Test
  @DisplayName("B12 a merge patch merges and deletes by null")
  void mergePatch(Workbench bench) {
    bench.create("a", ",'params':{'x':1,'y':{'z':2}}", "");
    Http.Answer after =
        bench.http.merge(bench.wfe("a"), "{'spec':{'params':{'x':null,'y':{'w':3}}}}");
    assertThat(after.at("spec", "params", "x")).isEmpty();
    assertThat(after.at("spec", "params", "y", "z")).isEqualTo("2");
    assertThat(after.at("spec", "params", "y", "w")).isEqualTo("3");
  }

  @Test
  @DisplayName("B13 a strategic merge patch merges containers by name")
  void strategicMerge(Workbench bench) {
    String pods = "/api/v1/namespaces/" + bench.namespace + "/pods";
    bench.http.post(
        pods,
        "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{'containers':["
            + "{'name':'a','image':'a:1'},{'name':'b','image':'b:1'}]}}");
    Http.Answer after =
        bench.http.send(
            "PATCH",
            pods + "/p",
            STRATEGIC,
            "{'spec':{'containers':[{'name':'b','image':'b:2'}]}}");
    assertThat(
            Json.objects(after.json(), "spec", "containers").stream()
                .map(container -> Json.text(container, "image")))
        .containsExactly("a:1", "b:2");
  }

  @Test
  @DisplayName("B14 a strategic merge patch of a custom resource answers 415")
  void strategicMergeNeedsBuiltIn(Workbench bench) {
    bench.create("a");
    assertThat(bench.http.send("PATCH", bench.wfe("a"), STRATEGIC, "{'spec':{}}").code())
        .isEqualTo(415);
  }

  @Test
  @DisplayName("B15 apply creates, with managed fields")
  void applyCreates(Workbench bench) {
    Http.Answer made =
        bench.http.apply(bench.wfe("a") + "?fieldManager=m1", bench.body("a", "", ""));
    assertThat(made.code()).isEqualTo(201);
    assertThat(Json.objects(made.json(), "metadata", "managedFields"))
        .anyMatch(
            entry ->
                Json.text(entry, "manager").equals("m1")
                    && Json.text(entry, "operation").equals("Apply"));
  }

  @Test
  @DisplayName("B16 apply conflicts with another manager, takes over by force, removes fields")
  void applyConflicts(Workbench bench) {
    String with = bench.body("a", ",'schedule':'daily','parallelism':5", "");
    String other = bench.body("a", ",'schedule':'weekly'", "");
    bench.http.apply(bench.wfe("a") + "?fieldManager=m1", with);
    Http.Answer refused = bench.http.apply(bench.wfe("a") + "?fieldManager=m2", other);
    assertThat(refused.code()).isEqualTo(409);
    assertThat(refused.text()).contains(".spec.schedule");
    Http.Answer forced = bench.http.apply(bench.wfe("a") + "?fieldManager=m2&force=true", other);
    assertThat(forced.at("spec", "schedule")).isEqualTo("weekly");
    Http.Answer less =
        bench.http.apply(bench.wfe("a") + "?fieldManager=m1", bench.body("a", "", ""));
    assertThat(less.at("spec", "schedule")).isEqualTo("weekly");
    assertThat(less.at("spec", "parallelism")).isEqualTo("4");
    Http.Answer gone =
        bench.http.apply(bench.wfe("a") + "?fieldManager=m2", bench.body("a", "", ""));
    assertThat(gone.at("spec", "schedule")).isEmpty();
  }

  @Test
  @DisplayName("B17 a merge patch of the status touches only the status")
  void statusPatch(Workbench bench) {
    bench.create("a");
    Http.Answer after =
        bench.http.merge(
            bench.wfe("a") + "/status", "{'spec':{'parallelism':9},'status':{'phase':'P'}}");
    assertThat(after.at("status", "phase")).isEqualTo("P");
    assertThat(after.at("spec", "parallelism")).isEqualTo("4");
  }

  @Test
  @DisplayName("B18 a JSON patch whose test fails answers 422")
  void failingTestIsInvalid(Workbench bench) {
    bench.create("a");
    String patch = "[{'op':'test','path':'/spec/workflow','value':'other'}]";
    Http.Answer answer = bench.http.send("PATCH", bench.wfe("a"), JSON_PATCH, patch);
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.reason()).isEqualTo("Invalid");
  }

  @Test
  @DisplayName("B19 a patch with a stale version answers 409")
  void stalePatchConflicts(Workbench bench) {
    Http.Answer made = bench.create("a");
    put(bench, made, "parallelism", "5");
    String patch = "{'metadata':{'resourceVersion':'" + made.version() + "','labels':{'x':'y'}}}";
    assertThat(bench.http.merge(bench.wfe("a"), patch).code()).isEqualTo(409);
  }

  @Test
  @DisplayName("B20 optimistic increments of eight threads lose nothing")
  void incrementsAreNotLost(Workbench bench) throws Exception {
    bench.create("a", ",'maxTasks':0", "");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> work = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      work.add(threads.submit(() -> increment(bench, 10)));
    }
    for (Future<?> part : work) {
      part.get();
    }
    threads.shutdown();
    assertThat(bench.http.get(bench.wfe("a")).at("spec", "maxTasks")).isEqualTo("80");
  }

  private static void increment(Workbench bench, int times) {
    for (int done = 0; done < times; ) {
      Http.Answer read = bench.http.get(bench.wfe("a"));
      int next = Integer.parseInt(read.at("spec", "maxTasks")) + 1;
      if (put(bench, read, "maxTasks", Integer.toString(next)).code() == 200) {
        done++;
      }
    }
  }

  @Test
  @DisplayName("B21 a merge patch of a missing object answers 404")
  void patchOfMissingIsNotFound(Workbench bench) {
    Http.Answer answer = bench.http.merge(bench.wfe("nobody"), "{'spec':{}}");
    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.reason()).isEqualTo("NotFound");
  }
}
