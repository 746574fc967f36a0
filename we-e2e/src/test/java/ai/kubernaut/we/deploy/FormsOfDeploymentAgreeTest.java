package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.controller.Manifests;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Chart, kustomize and the command {@code manifests} set up one and the same thing. */
class FormsOfDeploymentAgreeTest {

  /** What Helm adds for itself. */
  private static final Set<String> OF_HELM =
      Set.of(
          "app.kubernetes.io/instance",
          "app.kubernetes.io/version",
          "app.kubernetes.io/managed-by",
          "helm.sh/chart",
          "helm.sh/resource-policy",
          "checksum/config");

  @Test
  void theChartWithoutValuesIsWhatKustomizeApplies() {
    Map<String, JsonElement> kustomize = byName(Kustomize.base());
    // Helm makes the namespace of a release by itself, and installs CRDs apart.
    assertThat(kustomize.remove("Namespace kubernaut-system")).isNotNull();
    assertThat(kustomize.remove("CustomResourceDefinition workflowexecutions.kubernaut.ai"))
        .isNotNull();

    assertThat(byName(Chart.render(""))).isEqualTo(kustomize);
  }

  @Test
  void theServiceMonitorIsTheSameInBoth() {
    Map<String, JsonElement> chart = byName(Chart.render("serviceMonitor: {enabled: always}"));
    chart.keySet().removeIf(name -> !name.startsWith("ServiceMonitor "));

    assertThat(chart).hasSize(1).isEqualTo(byName(Kustomize.monitoring()));
    assertThat(byName(Chart.render("serviceMonitor: {enabled: auto}")))
        .doesNotContainKey("ServiceMonitor kubernaut-system/we-controller");
  }

  @Test
  void theWebhookIsTheSameInBoth() {
    Map<String, JsonElement> chart = byName(Chart.render("webhook: {enabled: true}"));
    chart.keySet().removeAll(byName(Chart.render("")).keySet());

    assertThat(chart).hasSize(5).isEqualTo(byName(Kustomize.webhook()));
  }

  @Test
  void theCommandPrintsDefinitionNamespacesAndRightsAsKustomizeAppliesThem() {
    Map<String, JsonElement> printed =
        byName(Chart.documents(Manifests.all("kubernaut-system", "kubernaut-workflows")));
    Map<String, JsonElement> applied = byName(Kustomize.base());
    applied
        .keySet()
        .removeIf(name -> name.matches("(ConfigMap|Deployment|Service|Pod.*|NetworkPolicy) .*"));

    assertThat(printed).hasSizeGreaterThan(8).isEqualTo(applied);
  }

  @Test
  void theCommandAndTheChartAgreeOnOtherNamespacesToo() {
    Map<String, JsonElement> printed =
        byName(Chart.documents(Manifests.rbac("kubernaut-system", "runs")));
    assertThat(printed.remove("Namespace kubernaut-system")).isNotNull();

    assertThat(byName(Chart.render("executionNamespace: {name: runs}")))
        .containsAllEntriesOf(printed);
  }

  @Test
  void everyCopyOfTheDefinitionIsTheDefinition() {
    String definition = CustomResourceDefinition.yaml();
    for (Path directory : List.of(Kustomize.DIRECTORY, Chart.DIRECTORY.resolve("crds"))) {
      Path copy = directory.resolve("workflowexecutions.crd.yaml");
      assertThat(Kustomize.read(copy))
          .as("%s; copy it from we-api/src/main/resources", copy)
          .isEqualTo(definition);
    }
  }

  @Test
  void theControllerUnderstandsItsConfigurationAndListensWhereItIsLookedFor() throws Exception {
    JsonObject map = ofKind("ConfigMap");
    String yaml = Json.string(map, "data", "controller.yaml").orElseThrow();
    assertThat(Configuration.parse("ConfigMap", yaml)).isEqualTo(Configuration.defaults());

    Configuration.Controller defaults = Configuration.defaults().controller();
    List<JsonObject> ports = Json.objects(container(), "ports");
    assertThat(ports.stream().map(port -> ":" + port.get("containerPort")))
        .containsExactly(defaults.metricsAddr(), defaults.healthProbeAddr());
    assertThat(leaderRole().toString())
        .contains("\"resourceNames\":[\"" + defaults.leaderElectionId() + "\"]");
  }

  @Test
  void whatIsConfiguredReachesTheController() throws Exception {
    String values =
        """
        executionNamespace: {name: runs}
        config:
          execution: {cooldownPeriod: 7m}
          audit: {sink: none}
        """;
    JsonObject map =
        Chart.render(values).stream().filter(o -> is(o, "ConfigMap")).findFirst().orElseThrow();
    Configuration read =
        Configuration.parse("test", Json.string(map, "data", "controller.yaml").orElseThrow());
    assertThat(read.settings().executionNamespace()).isEqualTo("runs");
    assertThat(read.settings().cooldown()).hasMinutes(7);
    assertThat(read.audit().sink()).isEqualTo("none");
  }

  private static JsonObject container() {
    return Json.objects(ofKind("Deployment"), "spec", "template", "spec", "containers").get(0);
  }

  private static JsonObject leaderRole() {
    return Kustomize.base().stream()
        .filter(o -> is(o, "Role"))
        .filter(o -> Json.string(o, "metadata", "name").orElse("").equals("we-controller-leader"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject ofKind(String kind) {
    return Kustomize.base().stream().filter(o -> is(o, kind)).findFirst().orElseThrow();
  }

  private static boolean is(JsonObject object, String kind) {
    return Json.string(object, "kind").orElse("").equals(kind);
  }

  private static Map<String, JsonElement> byName(List<JsonObject> objects) {
    Map<String, JsonElement> named = new TreeMap<>();
    for (JsonObject object : objects) {
      String namespace = Json.string(object, "metadata", "namespace").map(n -> n + "/").orElse("");
      String name =
          Json.string(object, "kind").orElse("")
              + " "
              + namespace
              + Json.string(object, "metadata", "name").orElse("");
      assertThat(named.put(name, plain(object))).as("a second %s", name).isNull();
    }
    return named;
  }

  /** Without what Helm adds, and with the configuration as what it says. */
  private static JsonObject plain(JsonObject object) {
    JsonObject plain = object.deepCopy();
    strip(plain);
    Json.object(plain, "spec", "template").ifPresent(FormsOfDeploymentAgreeTest::strip);
    Json.string(plain, "data", "controller.yaml")
        .ifPresent(
            yaml ->
                plain
                    .getAsJsonObject("data")
                    .add(
                        "controller.yaml",
                        new JsonPrimitive(Chart.documents(yaml).get(0).toString())));
    return plain;
  }

  private static void strip(JsonObject object) {
    JsonObject metadata = object.getAsJsonObject("metadata");
    for (String part : List.of("labels", "annotations")) {
      if (metadata.has(part)) {
        metadata.getAsJsonObject(part).asMap().keySet().removeAll(OF_HELM);
        if (metadata.getAsJsonObject(part).isEmpty()) {
          metadata.remove(part);
        }
      }
    }
  }
}
