package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.controller.Manifests;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The admission webhook as kustomize deploys it. */
class WebhookDeploymentTest {

  private static JsonObject ofKind(String kind) {
    return Kustomize.webhook().stream()
        .filter(object -> Json.string(object, "kind").orElse("").equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject pod() {
    return Json.object(ofKind("Deployment"), "spec", "template", "spec").orElseThrow();
  }

  private static JsonObject container() {
    return Json.objects(pod(), "containers").get(0);
  }

  @Test
  void itsPodIsRestrictedAndHasNoTokenAndTheImageOfTheController() {
    String image =
        Kustomize.base().stream()
            .filter(object -> Json.string(object, "kind").orElse("").equals("Deployment"))
            .flatMap(o -> Json.objects(o, "spec", "template", "spec", "containers").stream())
            .map(container -> Json.string(container, "image").orElseThrow())
            .findFirst()
            .orElseThrow();

    assertThat(Restricted.violations(pod())).isEmpty();
    assertThat(Json.bool(pod(), "automountServiceAccountToken")).contains(false);
    assertThat(Json.string(container(), "image")).contains(image);
    assertThat(Json.bool(container(), "securityContext", "readOnlyRootFilesystem")).contains(true);
  }

  @Test
  void theServiceLeadsToWhereItListens() {
    Map<String, String> labels =
        Json.stringMap(ofKind("Deployment"), "spec", "template", "metadata", "labels");

    assertThat(labels).containsAllEntriesOf(Json.stringMap(ofKind("Service"), "spec", "selector"));
    assertThat(Json.objects(ofKind("Service"), "spec", "ports").get(0).get("targetPort"))
        .isEqualTo(Json.objects(container(), "ports").get(0).get("containerPort"));
    assertThat(Json.strings(container(), "args"))
        .containsExactly(
            "webhook", "--cert=/etc/we-webhook/tls.crt", "--key=/etc/we-webhook/tls.key");
  }

  @Test
  void theCommandPrintsServiceAndRegistrationAsKustomizeAppliesThem() {
    List<JsonObject> printed =
        Chart.documents(Manifests.webhook("kubernaut-system", Optional.empty()));

    assertThat(printed).hasSize(2);
    assertThat(Kustomize.webhook()).containsAll(printed);
  }
}
