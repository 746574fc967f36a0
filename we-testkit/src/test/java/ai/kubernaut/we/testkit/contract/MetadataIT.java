package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Contract.class)
class MetadataIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String FINALIZER = ",'finalizers':['example.com/hold']";

  private static String delete(String policy) {
    return "{'kind':'DeleteOptions','apiVersion':'v1','propagationPolicy':'" + policy + "'}";
  }

  @Test
  @DisplayName("C01 generateName is a prefix and five random characters")
  void generatesNames(Workbench bench) {
    String body = bench.body("", "", ",'generateName':'run-'").replace("'name':'',", "");
    Http.Answer made = bench.http.post(bench.wfes(), body);
    assertThat(made.at("metadata", "name")).matches("run-[a-z0-9]{5}");
  }

  @Test
  @DisplayName("C02 uid and creationTimestamp survive a PUT")
  void identityIsKept(Workbench bench) {
    Http.Answer made = bench.create("a");
    JsonObject tree = made.json();
    Json.child(tree, "metadata").addProperty("creationTimestamp", "2001-01-01T00:00:00Z");
    Json.child(tree, "spec").addProperty("parallelism", 5);
    Http.Answer after = bench.http.put(bench.wfe("a"), Json.write(tree));
    assertThat(after.at("metadata", "creationTimestamp"))
        .isEqualTo(made.at("metadata", "creationTimestamp"));
    Json.child(tree, "metadata").addProperty("uid", "11111111-2222-3333-4444-555555555555");
    assertThat(bench.http.put(bench.wfe("a"), Json.write(tree)).code()).isEqualTo(409);
  }

  @Test
  @DisplayName("C03 a finalizer keeps a deleted object until a PUT takes it off")
  void finalizerHolds(Workbench bench) {
    bench.create("a", "", FINALIZER);
    assertThat(bench.http.delete(bench.wfe("a")).code()).isEqualTo(200);
    Http.Answer held = bench.http.get(bench.wfe("a"));
    assertThat(held.at("metadata", "deletionTimestamp")).isNotEmpty();
    JsonObject tree = held.json();
    Json.child(tree, "metadata").remove("finalizers");
    assertThat(bench.http.put(bench.wfe("a"), Json.write(tree)).code()).isEqualTo(200);
    assertThat(bench.http.get(bench.wfe("a")).code()).isEqualTo(404);
  }

  @Test
  @DisplayName("C04 a merge patch of the official client takes a finalizer off, and decodes")
  void patchEndsDeletion(Workbench bench) {
    bench.create("a", "", FINALIZER);
    bench.http.delete(bench.wfe("a"));
    DynamicKubernetesApi api =
        new DynamicKubernetesApi(
            "spike.example.com", "v1alpha1", "workflowexecutions", bench.client());
    var response =
        api.patch(
            bench.namespace,
            "a",
            V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
            new V1Patch("{\"metadata\":{\"finalizers\":null}}"));
    assertThat(response.getObject().getMetadata().getName()).isEqualTo("a");
    assertThat(bench.http.get(bench.wfe("a")).code()).isEqualTo(404);
  }

  @Test
  @DisplayName("C05 an object under deletion gets no new finalizer")
  void noNewFinalizers(Workbench bench) {
    bench.create("a", "", FINALIZER);
    bench.http.delete(bench.wfe("a"));
    String more = "{'metadata':{'finalizers':['example.com/hold','example.com/more']}}";
    assertThat(bench.http.merge(bench.wfe("a"), more).code()).isEqualTo(422);
  }

  @Test
  @DisplayName("C06 dependents go with their owner")
  void dependentsAreCollected(Workbench bench) {
    Http.Answer owner = bench.createConfigMap("owner", "");
    bench.createConfigMap("child", Workbench.ownedBy(owner));
    bench.http.delete(bench.configMap("owner"), delete("Background"));
    await().atMost(PATIENCE).until(() -> bench.http.get(bench.configMap("child")).code() == 404);
  }

  @Test
  @DisplayName("C07 foreground deletion keeps the owner until its dependents are gone")
  void foregroundWaits(Workbench bench) {
    Http.Answer owner = bench.createConfigMap("owner", "");
    bench.createConfigMap("child", Workbench.ownedBy(owner) + FINALIZER);
    bench.http.delete(bench.configMap("owner"), delete("Foreground"));
    Http.Answer waiting = bench.http.get(bench.configMap("owner"));
    assertThat(Json.strings(waiting.json(), "metadata", "finalizers"))
        .contains("foregroundDeletion");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !bench
                    .http
                    .get(bench.configMap("child"))
                    .at("metadata", "deletionTimestamp")
                    .isEmpty());
    bench.http.merge(bench.configMap("child"), "{'metadata':{'finalizers':null}}");
    await().atMost(PATIENCE).until(() -> bench.http.get(bench.configMap("owner")).code() == 404);
  }

  @Test
  @DisplayName("C08 orphaned dependents survive without the reference")
  void orphansSurvive(Workbench bench) {
    Http.Answer owner = bench.createConfigMap("owner", "");
    bench.createConfigMap("child", Workbench.ownedBy(owner));
    bench.http.delete(bench.configMap("owner"), delete("Orphan"));
    await().atMost(PATIENCE).until(() -> bench.http.get(bench.configMap("owner")).code() == 404);
    Http.Answer child = bench.http.get(bench.configMap("child"));
    assertThat(child.code()).isEqualTo(200);
    assertThat(Json.items(child.json(), "metadata", "ownerReferences")).isEmpty();
  }

  @Test
  @DisplayName("C09 create and PUT record their manager")
  void managersAreRecorded(Workbench bench) {
    Http.Answer made =
        bench.http.post(bench.wfes() + "?fieldManager=maker", bench.body("a", "", ""));
    Http.Answer changed =
        bench.http.put(
            bench.wfe("a") + "?fieldManager=changer", Workbench.withSpec(made, "parallelism", "5"));
    assertThat(
            Json.objects(changed.json(), "metadata", "managedFields").stream()
                .map(entry -> Json.text(entry, "manager")))
        .contains("maker", "changer");
  }

  @Test
  @DisplayName("C10 a deleted namespace takes its content with it")
  void namespaceIsEmptied(Workbench bench) {
    bench.createConfigMap("a", "");
    String namespace = "/api/v1/namespaces/" + bench.namespace;
    assertThat(bench.http.delete(namespace).code()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> bench.http.get(namespace).code() == 404);
    assertThat(bench.http.get(bench.configMap("a")).code()).isEqualTo(404);
  }
}
