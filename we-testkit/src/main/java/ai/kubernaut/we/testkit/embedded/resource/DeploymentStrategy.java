package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Deployments: defaults and checks; no controller creates their pods. */
final class DeploymentStrategy implements Strategy {
  @Override
  public void applyDefaults(JsonObject deployment) {
    JsonObject spec = Json.child(deployment, "spec");
    PodTemplates.preset(spec, "replicas", 1);
    PodTemplates.preset(spec, "revisionHistoryLimit", 10);
    PodTemplates.preset(spec, "progressDeadlineSeconds", 600);
    JsonObject strategy = Json.child(spec, "strategy");
    PodTemplates.preset(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      JsonObject rolling = Json.child(strategy, "rollingUpdate");
      PodTemplates.preset(rolling, "maxUnavailable", "25%");
      PodTemplates.preset(rolling, "maxSurge", "25%");
    }
    PodTemplates.complete(Json.child(spec, "template", "spec"));
    PodTemplates.preset(deployment, "status", new JsonObject());
  }

  @Override
  public List<FieldError> validate(JsonObject deployment) {
    JsonObject pod = Json.child(deployment, "spec", "template", "spec");
    List<FieldError> errors = new ArrayList<>(PodTemplates.validate(pod, "spec.template.spec"));
    Map<String, String> selected = Json.stringMap(deployment, "spec", "selector", "matchLabels");
    JsonElement selector = Json.at(deployment, "spec", "selector");
    if (selector == null) {
      errors.add(FieldError.required("spec.selector", ""));
    }
    Map<String, String> labels =
        Json.stringMap(deployment, "spec", "template", "metadata", "labels");
    if (!labels.entrySet().containsAll(selected.entrySet())) {
      errors.add(
          FieldError.invalid(
              "spec.template.metadata.labels",
              Json.element(labels),
              "`selector` does not match template `labels`"));
    }
    String policy = Json.text(pod, "restartPolicy");
    if (!policy.equals("Always")) {
      errors.add(
          FieldError.notSupported(
              "spec.template.spec.restartPolicy", Json.element(policy), List.of("Always")));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(JsonObject deployment, JsonObject old) {
    JsonElement selector = Json.at(deployment, "spec", "selector");
    return selector == null || Objects.equals(selector, Json.at(old, "spec", "selector"))
        ? List.of()
        : List.of(FieldError.invalid("spec.selector", selector, "field is immutable"));
  }
}
