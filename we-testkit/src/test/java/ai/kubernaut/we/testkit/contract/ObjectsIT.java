package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.CustomObjectsApi;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Contract.class)
class ObjectsIT {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private static DynamicKubernetesApi dynamic(Workbench bench) {
    return new DynamicKubernetesApi(
        "spike.example.com", "v1alpha1", "workflowexecutions", bench.client());
  }

  private static DynamicKubernetesObject object(Workbench bench, String name) {
    String body = bench.body(name, "", ",'namespace':'" + bench.namespace + "'");
    return new DynamicKubernetesObject(Json.parse(body.replace('\'', '"')).getAsJsonObject());
  }

  @Test
  @DisplayName("A01 a definition created through the official client becomes established")
  void definitionIsEstablished(Workbench bench) {
    String plural = "things" + bench.namespace.substring(2);
    String definition =
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
         "metadata":{"name":"%1$s.made.example.com"},
         "spec":{"group":"made.example.com","scope":"Namespaced",
          "names":{"plural":"%1$s","kind":"Thing%1$s"},
          "versions":[{"name":"v1","served":true,"storage":true,
           "schema":{"openAPIV3Schema":{"type":"object"}}}]}}
        """
            .formatted(plural);
    DynamicKubernetesApi api =
        new DynamicKubernetesApi(
            "apiextensions.k8s.io", "v1", "customresourcedefinitions", bench.client());
    assertThat(
            api.create(new DynamicKubernetesObject(Json.parse(definition).getAsJsonObject()))
                .isSuccess())
        .isTrue();
    String path = DEFINITIONS + "/" + plural + ".made.example.com";
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Json.objects(bench.http.get(path).json(), "status", "conditions"))
                    .anyMatch(
                        condition ->
                            Json.text(condition, "type").equals("Established")
                                && Json.text(condition, "status").equals("True")));
    assertThat(bench.http.delete(path).code()).isEqualTo(200);
  }

  @Test
  @DisplayName("A02 create gives uid, resourceVersion, creationTimestamp and generation 1")
  void createStampsMetadata(Workbench bench) {
    DynamicKubernetesObject made = dynamic(bench).create(object(bench, "a")).getObject();
    assertThat(made.getMetadata().getUid()).isNotEmpty();
    assertThat(made.getMetadata().getResourceVersion()).isNotEmpty();
    assertThat(made.getMetadata().getCreationTimestamp()).isNotNull();
    assertThat(made.getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  @DisplayName("A03 both generic clients read an object")
  void genericClientsRead(Workbench bench) throws ApiException {
    bench.create("a");
    Object read =
        new CustomObjectsApi(bench.client())
            .getNamespacedCustomObject(
                "spike.example.com", "v1alpha1", bench.namespace, "workflowexecutions", "a")
            .execute();
    assertThat(read).isInstanceOf(Map.class);
    assertThat(dynamic(bench).get(bench.namespace, "a").getObject().getKind())
        .isEqualTo("WorkflowExecution");
  }

  @Test
  @DisplayName("A04 a list has kind, apiVersion and items")
  void listHasKind(Workbench bench) {
    bench.create("a");
    Http.Answer list = bench.http.get(bench.wfes());
    assertThat(list.at("kind")).isEqualTo("WorkflowExecutionList");
    assertThat(list.at("apiVersion")).isEqualTo(Workbench.API);
    assertThat(list.names()).containsExactly("a");
  }

  @Test
  @DisplayName("A05 replace through the official client")
  void replaces(Workbench bench) {
    DynamicKubernetesObject made = dynamic(bench).create(object(bench, "a")).getObject();
    made.getRaw().getAsJsonObject("spec").addProperty("parallelism", 7);
    dynamic(bench).update(made);
    assertThat(bench.http.get(bench.wfe("a")).at("spec", "parallelism")).isEqualTo("7");
  }

  @Test
  @DisplayName("A06 delete through the official client, then 404")
  void deletes(Workbench bench) {
    bench.create("a");
    assertThat(dynamic(bench).delete(bench.namespace, "a").isSuccess()).isTrue();
    assertThat(bench.http.get(bench.wfe("a")).code()).isEqualTo(404);
  }

  @Test
  @DisplayName("A07 GET of a missing object answers 404 with NotFound and details.name")
  void missingIsNotFound(Workbench bench) {
    Http.Answer answer = bench.http.get(bench.wfe("nobody"));
    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.reason()).isEqualTo("NotFound");
    assertThat(answer.at("details", "name")).isEqualTo("nobody");
  }

  @Test
  @DisplayName("A08 a second create answers 409 AlreadyExists")
  void duplicateIsRefused(Workbench bench) {
    bench.create("a");
    Http.Answer again = bench.http.post(bench.wfes(), bench.body("a", "", ""));
    assertThat(again.code()).isEqualTo(409);
    assertThat(again.reason()).isEqualTo("AlreadyExists");
  }

  @Test
  @DisplayName("A09 an unknown resource type answers 404, not an empty list")
  void unknownTypeIsNotFound(Workbench bench) {
    String group = "/apis/spike.example.com/v1alpha1/namespaces/" + bench.namespace;
    assertThat(bench.http.get(group + "/nothings").code()).isEqualTo(404);
    assertThat(bench.http.get("/apis/no.such.group/v1/things").code()).isEqualTo(404);
  }

  @Test
  @DisplayName("A10 create in a missing namespace answers 404")
  void missingNamespaceIsNotFound(Workbench bench) {
    String path = "/apis/spike.example.com/v1alpha1/namespaces/nowhere/workflowexecutions";
    Http.Answer answer = bench.http.post(path, bench.body("a", "", ""));
    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.at("details", "kind")).isEqualTo("namespaces");
  }

  @Test
  @DisplayName("A11 PUT under another name answers 400")
  void otherNameIsBadRequest(Workbench bench) {
    Http.Answer made = bench.create("a");
    bench.create("b");
    Http.Answer answer = bench.http.put(bench.wfe("b"), made.text());
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo("BadRequest");
  }

  @Test
  @DisplayName("A12 malformed JSON answers 400 with a Status")
  void malformedIsBadRequest(Workbench bench) {
    Http.Answer answer = bench.http.post(bench.wfes(), "{'apiVersion': 'x', ");
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.at("kind")).isEqualTo("Status");
  }

  @Test
  @DisplayName("A13 DELETE of a missing object answers 404 with a Status")
  void deleteOfMissingIsNotFound(Workbench bench) {
    Http.Answer answer = bench.http.delete(bench.wfe("nobody"));
    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.reason()).isEqualTo("NotFound");
  }

  @Test
  @DisplayName("A14 dryRun=All stores nothing")
  void dryRunStoresNothing(Workbench bench) {
    assertThat(bench.http.post(bench.wfes() + "?dryRun=All", bench.body("a", "", "")).code())
        .isEqualTo(201);
    assertThat(bench.http.get(bench.wfe("a")).code()).isEqualTo(404);
    bench.create("b");
    String dry = "{'kind':'DeleteOptions','apiVersion':'v1','dryRun':['All']}";
    assertThat(bench.http.delete(bench.wfe("b"), dry).code()).isEqualTo(200);
    bench.http.merge(bench.wfe("b") + "?dryRun=All", "{'spec':{'parallelism':9}}");
    assertThat(bench.http.get(bench.wfe("b")).at("spec", "parallelism")).isEqualTo("4");
  }

  @Test
  @DisplayName("A15 a YAML body creates")
  void yamlCreates(Workbench bench) {
    String yaml =
        """
        apiVersion: spike.example.com/v1alpha1
        kind: WorkflowExecution
        metadata: {name: a}
        spec: {workflow: w}
        """;
    assertThat(bench.http.send("POST", bench.wfes(), "application/yaml", yaml).code())
        .isEqualTo(201);
  }

  @Test
  @DisplayName("A16 a collection delete takes what its label selector selects")
  void collectionDeleteSelects(Workbench bench) {
    bench.create("a", "", ",'labels':{'l':'1'}");
    bench.create("b", "", ",'labels':{'l':'2'}");
    assertThat(bench.http.delete(bench.wfes() + "?labelSelector=l%3D1").code()).isEqualTo(200);
    assertThat(bench.http.get(bench.wfes()).names()).containsExactly("b");
  }

  @Test
  @DisplayName("A17 PUT of a custom resource without resourceVersion answers 422")
  void putNeedsVersion(Workbench bench) {
    bench.create("a");
    Http.Answer answer = bench.http.put(bench.wfe("a"), bench.body("a", "", ""));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.reason()).isEqualTo("Invalid");
  }

  @Test
  @DisplayName("A18 a wrong kind and a name with invalid characters are refused")
  void wrongKindAndNameAreRefused(Workbench bench) {
    String wrongKind = bench.body("a", "", "").replace("'WorkflowExecution'", "'Other'");
    assertThat(bench.http.post(bench.wfes(), wrongKind).code()).isBetween(400, 499);
    assertThat(bench.http.post(bench.wfes(), bench.body("A_b", "", "")).code()).isEqualTo(422);
  }

  @Test
  @DisplayName("A19 DELETE with a precondition that does not hold answers 409")
  void preconditionsHold(Workbench bench) {
    Http.Answer made = bench.create("a");
    String uid = "{'preconditions':{'uid':'11111111-2222-3333-4444-555555555555'}}";
    String version = "{'preconditions':{'resourceVersion':'1'}}";
    assertThat(bench.http.delete(bench.wfe("a"), uid).code()).isEqualTo(409);
    assertThat(bench.http.delete(bench.wfe("a"), version).reason()).isEqualTo("Conflict");
    String right = "{'preconditions':{'uid':'" + made.at("metadata", "uid") + "'}}";
    assertThat(bench.http.delete(bench.wfe("a"), right).code()).isEqualTo(200);
  }

  @Test
  @DisplayName("A20 the typed client reads and writes Pods, ConfigMaps and Secrets")
  void typedClientWorks(Workbench bench) throws ApiException {
    CoreV1Api core = new CoreV1Api(bench.client());
    V1ObjectMeta meta = new V1ObjectMeta().name("a");
    V1PodSpec spec =
        new V1PodSpec().overhead(null).addContainersItem(new V1Container().name("c").image("i:1"));
    core.createNamespacedPod(bench.namespace, new V1Pod().metadata(meta).spec(spec)).execute();
    core.createNamespacedConfigMap(
            bench.namespace, new V1ConfigMap().metadata(meta).putDataItem("k", "v"))
        .execute();
    core.createNamespacedSecret(
            bench.namespace, new V1Secret().metadata(meta).putStringDataItem("k", "v"))
        .execute();
    assertThat(core.listNamespacedPod(bench.namespace).execute().getItems()).hasSize(1);
    V1ConfigMap map = core.readNamespacedConfigMap("a", bench.namespace).execute();
    core.replaceNamespacedConfigMap("a", bench.namespace, map.putDataItem("k", "w")).execute();
    JsonObject changed = bench.http.get(bench.configMap("a")).json();
    assertThat(Json.text(changed, "data", "k")).isEqualTo("w");
    assertThat(core.readNamespacedSecret("a", bench.namespace).execute().getData().get("k"))
        .isEqualTo(new byte[] {'v'});
    core.deleteNamespacedSecret("a", bench.namespace).execute();
    List<V1Secret> left =
        core.listNamespacedSecret(bench.namespace).execute().getItems().stream()
            .filter(secret -> "a".equals(secret.getMetadata().getName()))
            .toList();
    assertThat(left).isEmpty();
  }
}
