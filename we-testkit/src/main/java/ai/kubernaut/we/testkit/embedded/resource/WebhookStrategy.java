package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Webhook configurations: defaults, and what has to be said. */
final class WebhookStrategy implements Strategy {
  private static final Set<String> EFFECTS = Set.of("None", "NoneOnDryRun");
  private static final int LONGEST = 30;

  @Override
  public void applyDefaults(JsonObject configuration) {
    for (JsonObject webhook : Json.objects(configuration, "webhooks")) {
      PodTemplates.preset(webhook, "failurePolicy", "Fail");
      PodTemplates.preset(webhook, "matchPolicy", "Equivalent");
      PodTemplates.preset(webhook, "namespaceSelector", new JsonObject());
      PodTemplates.preset(webhook, "objectSelector", new JsonObject());
      PodTemplates.preset(webhook, "timeoutSeconds", 10);
      if (Json.text(configuration, "kind").startsWith("Mutating")) {
        PodTemplates.preset(webhook, "reinvocationPolicy", "Never");
      }
      Json.objects(webhook, "rules").forEach(rule -> PodTemplates.preset(rule, "scope", "*"));
    }
  }

  @Override
  public List<FieldError> validate(JsonObject configuration) {
    List<FieldError> errors = new ArrayList<>();
    List<JsonObject> webhooks = Json.objects(configuration, "webhooks");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < webhooks.size(); i++) {
      JsonObject webhook = webhooks.get(i);
      String path = "webhooks[" + i + "]";
      String name = Json.text(webhook, "name");
      if (!name.matches("[^.]+\\.[^.]+\\..+")) {
        errors.add(
            FieldError.invalid(
                path + ".name",
                name,
                "should be a domain with at least three segments separated by dots"));
      } else if (!names.add(name)) {
        errors.add(FieldError.duplicate(path + ".name", Json.element(name)));
      }
      webhook(webhook, path, errors);
    }
    return errors;
  }

  private static void webhook(JsonObject webhook, String path, List<FieldError> errors) {
    boolean url = Json.at(webhook, "clientConfig", "url") != null;
    boolean service = Json.at(webhook, "clientConfig", "service") != null;
    if (url == service) {
      errors.add(
          FieldError.required(path + ".clientConfig", "exactly one of url or service is required"));
    }
    if (url && !Json.text(webhook, "clientConfig", "url").startsWith("https://")) {
      errors.add(
          FieldError.invalid(
              path + ".clientConfig.url",
              Json.text(webhook, "clientConfig", "url"),
              "'https' is the only allowed URL scheme"));
    }
    String effects = Json.text(webhook, "sideEffects");
    if (!EFFECTS.contains(effects)) {
      errors.add(
          FieldError.notSupported(
              path + ".sideEffects", Json.element(effects), List.of("None", "NoneOnDryRun")));
    }
    if (Json.items(webhook, "admissionReviewVersions").isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".admissionReviewVersions", "must specify one of v1, v1beta1"));
    }
    long timeout = Json.number(webhook, 10, "timeoutSeconds");
    if (timeout < 1 || timeout > LONGEST) {
      errors.add(
          FieldError.invalid(
              path + ".timeoutSeconds",
              Json.element(timeout),
              "the timeout value must be between 1 and 30 seconds"));
    }
  }

  @Override
  public JsonObject desiredState(JsonObject configuration) {
    JsonObject desired = configuration.deepCopy();
    desired.remove("metadata");
    return desired;
  }
}
