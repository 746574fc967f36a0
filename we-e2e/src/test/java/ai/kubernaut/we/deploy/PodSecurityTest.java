package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Dependencies.Dependency;
import ai.kubernaut.we.api.FreeForm;
import ai.kubernaut.we.api.Resources;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.executor.job.JobAdapter;
import ai.kubernaut.we.executor.tekton.TektonAdapter;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pod of ours, and every pod of a workflow, passes Pod Security "restricted". */
class PodSecurityTest {

  static Stream<ChildSpec> children() {
    Dependencies some =
        new Dependencies(List.of(new Dependency("token")), List.of(new Dependency("settings")));
    String privileges =
        """
        {"securityContext": {"privileged": true}, "hostNetwork": true, "hostPID": true,
         "volumes": [{"name": "root", "hostPath": {"path": "/"}}], "tolerateDisruption": true,
         "podTemplate": {"spec": {"hostNetwork": true}}}
        """;
    return Stream.of(
        child(Optional.empty(), Dependencies.none(), Optional.empty()),
        child(Optional.of("restarter"), some, Optional.empty()),
        child(Optional.empty(), some, Optional.of(new FreeForm(privileges))));
  }

  private static ChildSpec child(
      Optional<String> serviceAccount, Dependencies dependencies, Optional<FreeForm> config) {
    return new ChildSpec(
        "job",
        "kubernaut-workflows",
        "wfe-c00449355dfb987a",
        "registry.example.com/restart:1",
        Map.of("HOME", "/root"),
        Duration.ofMinutes(1),
        serviceAccount,
        dependencies,
        new Resources(Map.of(), Map.of(), List.of()),
        config,
        Map.of(),
        Map.of());
  }

  private static JsonObject podOf(ChildSpec child) {
    return Json.object(new JobAdapter().manifest(child), "spec", "template", "spec").orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("children")
  void thePodOfAJobIsRestricted(ChildSpec child) {
    assertThat(Restricted.violations(podOf(child))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("children")
  void aTokenIsMountedOnlyWhereAServiceAccountIsNamed(ChildSpec child) {
    assertThat(Json.bool(podOf(child), "automountServiceAccountToken").orElse(true))
        .isEqualTo(child.serviceAccount().isPresent());
  }

  /** What Tekton makes a pod of, around the steps of a task. */
  private static JsonObject podOfTask(ChildSpec child) {
    JsonObject pod =
        Json.object(new TektonAdapter().manifest(child), "spec", "taskRunTemplate", "podTemplate")
            .orElseThrow()
            .deepCopy();
    JsonArray steps = new JsonArray();
    stepsOfTheExample().forEach(steps::add);
    pod.add("containers", steps);
    return pod;
  }

  private static List<JsonObject> stepsOfTheExample() {
    Path bundle = Path.of("..", "examples", "bundle", "pipeline.yaml");
    return Json.objects(Chart.documents(Kustomize.read(bundle)).get(0), "spec", "tasks").stream()
        .flatMap(task -> Json.objects(task, "taskSpec", "steps").stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("children")
  void thePodOfATaskIsRestrictedWithStepsLikeTheExample(ChildSpec child) {
    assertThat(stepsOfTheExample()).isNotEmpty();
    assertThat(Restricted.violations(podOfTask(child))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("children")
  void aTokenIsMountedForATaskOnlyWhereAServiceAccountIsNamed(ChildSpec child) {
    assertThat(Json.bool(podOfTask(child), "automountServiceAccountToken").orElse(true))
        .isEqualTo(child.serviceAccount().isPresent());
  }

  @Test
  void theControllerAndTheWebhookAreRestricted() {
    assertThat(
            Stream.of(
                    Kustomize.base(), Kustomize.webhook(), Chart.render("webhook: {enabled: true}"))
                .flatMap(List::stream))
        .filteredOn(object -> Json.string(object, "kind").orElse("").equals("Deployment"))
        .hasSize(4)
        .allSatisfy(
            deployment -> {
              JsonObject pod = Json.object(deployment, "spec", "template", "spec").orElseThrow();
              assertThat(Restricted.violations(pod)).isEmpty();
              assertThat(
                      Json.bool(
                          Json.objects(pod, "containers").get(0),
                          "securityContext",
                          "readOnlyRootFilesystem"))
                  .contains(true);
            });
  }

  @Test
  void theNamespaceOfWorkflowsLetsNoOtherPodIn() {
    assertThat(Stream.concat(Kustomize.base().stream(), Chart.render("").stream()))
        .filteredOn(
            object ->
                Json.string(object, "metadata", "name").orElse("").equals("kubernaut-workflows"))
        .hasSize(2)
        .allSatisfy(
            namespace ->
                assertThat(Json.stringMap(namespace, "metadata", "labels"))
                    .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
  }

  /** What the checks themselves find. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{hostNetwork: true, containers: []}",
        "{hostPID: true, containers: []}",
        "{volumes: [{name: a, hostPath: {path: /}}], containers: []}",
        "{securityContext: {sysctls: [{name: a, value: b}]}, containers: []}",
        "{containers: [{name: nothing-said}]}",
        "{containers: [{securityContext: {privileged: true}}]}",
        "{containers: [{securityContext: {runAsUser: 0}}]}",
        "{containers: [{securityContext: {capabilities: {drop: [ALL], add: [SYS_ADMIN]}}}]}",
        "{containers: [{ports: [{hostPort: 80}]}]}",
        "{initContainers: [{name: nothing-said}]}"
      })
  void aPodThatIsNotRestrictedIsFound(String pod) {
    assertThat(Restricted.violations(YamlJson.documents(pod).get(0).getAsJsonObject()))
        .isNotEmpty();
  }
}
