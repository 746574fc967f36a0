package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events: one set of objects, stored in the core form, shown in two. */
final class EventStrategy implements Strategy {
  /** Field names of the core form by those of events.k8s.io. */
  private static final Map<String, String> CORE =
      Map.of(
          "regarding", "involvedObject",
          "note", "message",
          "deprecatedSource", "source",
          "deprecatedFirstTimestamp", "firstTimestamp",
          "deprecatedLastTimestamp", "lastTimestamp",
          "deprecatedCount", "count",
          "reportingController", "reportingComponent");

  private final boolean core;

  EventStrategy(boolean core) {
    this.core = core;
  }

  @Override
  public boolean isStorageForm() {
    return core;
  }

  @Override
  public JsonObject fromStorage(JsonObject stored) {
    if (core) {
      return stored;
    }
    JsonObject shown = new JsonObject();
    stored.entrySet().forEach(e -> shown.add(modernName(e.getKey()), e.getValue()));
    shown.addProperty("apiVersion", "events.k8s.io/v1");
    return shown;
  }

  @Override
  public JsonObject toStorage(JsonObject shown) {
    if (core) {
      return shown;
    }
    JsonObject stored = new JsonObject();
    shown
        .entrySet()
        .forEach(e -> stored.add(CORE.getOrDefault(e.getKey(), e.getKey()), e.getValue()));
    stored.addProperty("apiVersion", "v1");
    return stored;
  }

  private static String modernName(String coreName) {
    return CORE.entrySet().stream()
        .filter(entry -> entry.getValue().equals(coreName))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(coreName);
  }

  @Override
  public void applyDefaults(JsonObject event) {
    if (core && !event.has("type")) {
      event.addProperty("type", "Normal");
    }
  }

  @Override
  public List<FieldError> validate(JsonObject event) {
    List<FieldError> errors = new ArrayList<>();
    if (core) {
      checkNamespace(event, errors);
    } else {
      checkModern(event, errors);
    }
    return errors;
  }

  private static void checkNamespace(JsonObject event, List<FieldError> errors) {
    String subject = Json.text(event, "involvedObject", "namespace");
    String namespace = Json.text(event, "metadata", "namespace");
    boolean fits = subject.isEmpty() ? namespace.equals("default") : subject.equals(namespace);
    if (!fits) {
      errors.add(
          FieldError.invalid(
              "involvedObject.namespace", subject, "does not match event.namespace"));
    }
  }

  private static void checkModern(JsonObject event, List<FieldError> errors) {
    for (String field :
        List.of(
            "eventTime", "reason", "reportingController", "reportingInstance", "action", "type")) {
      JsonElement value = event.get(field);
      if (value == null) {
        errors.add(FieldError.required(field, ""));
      }
    }
    String type = Json.text(event, "type");
    if (!type.isEmpty() && !List.of("Normal", "Warning").contains(type)) {
      errors.add(FieldError.invalid("type", type, "has invalid value: " + type));
    }
  }

  /** The event recorder of the official client writes names with capitals. */
  @Override
  public boolean allowsPathSegmentNames() {
    return true;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public List<String> selectableFields() {
    String subject = core ? "involvedObject." : "regarding.";
    List<String> fields = new ArrayList<>();
    for (String field :
        List.of("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath")) {
      fields.add(subject + field);
    }
    fields.addAll(List.of("reason", core ? "reportingComponent" : "reportingController", "type"));
    if (core) {
      fields.add("source");
    }
    return fields;
  }

  @Override
  public @Nullable String field(JsonObject event, String path) {
    if (!selectableFields().contains(path)) {
      return null;
    }
    return path.equals("source")
        ? Json.text(event, "source", "component")
        : Strategy.text(event, path);
  }
}
