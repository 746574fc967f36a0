package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What every object's metadata must obey. */
public final class MetaRules {
  private static final int ANNOTATIONS_LIMIT = 256 * 1024;
  private static final List<String> STANDARD_FINALIZERS =
      List.of("orphan", "foregroundDeletion", "kubernetes");
  private static final String FINALIZERS = "metadata.finalizers";
  private static final String OWNERS = "metadata.ownerReferences";

  private final List<FieldError> errors = new ArrayList<>();
  private final ResourceType type;

  private MetaRules(ResourceType type) {
    this.type = type;
  }

  public static List<FieldError> validate(JsonObject object, ResourceType type) {
    MetaRules rules = new MetaRules(type);
    rules.prefix(Json.text(object, "metadata", "generateName"));
    rules.name(Json.text(object, "metadata", "name"));
    labels(Json.stringMap(object, "metadata", "labels"), "metadata.labels", rules.errors);
    rules.annotations(Json.stringMap(object, "metadata", "annotations"));
    rules.owners(Json.objects(object, "metadata", "ownerReferences"));
    rules.finalizers(Json.strings(object, "metadata", "finalizers"));
    return rules.errors;
  }

  private void prefix(String prefix) {
    String trimmed = prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 1) + "a" : prefix;
    if (!prefix.isEmpty()) {
      complaint(trimmed)
          .ifPresent(why -> errors.add(FieldError.invalid("metadata.generateName", prefix, why)));
    }
  }

  private void name(String name) {
    if (name.isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
    } else {
      complaint(name).ifPresent(why -> errors.add(FieldError.invalid("metadata.name", name, why)));
    }
  }

  private Optional<String> complaint(String name) {
    if (!type.strategy().allowsPathSegmentNames()) {
      return DnsNames.subdomainComplaint(name);
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("may not be '" + name + "'");
    }
    boolean bad = name.contains("/") || name.contains("%");
    return bad ? Optional.of("may not contain '/' or '%'") : Optional.empty();
  }

  /** Checks labels at a path. */
  static void labels(Map<String, String> labels, String path, List<FieldError> errors) {
    labels.forEach(
        (key, value) -> {
          LabelRules.complaint(key)
              .ifPresent(why -> errors.add(FieldError.invalid(path, key, why)));
          LabelRules.valueComplaint(value)
              .ifPresent(why -> errors.add(FieldError.invalid(path, value, why)));
        });
  }

  private void annotations(Map<String, String> annotations) {
    long size = 0;
    for (Map.Entry<String, String> entry : annotations.entrySet()) {
      String key = entry.getKey();
      LabelRules.complaint(key.toLowerCase(Locale.ROOT))
          .ifPresent(why -> errors.add(FieldError.invalid("metadata.annotations", key, why)));
      size += key.length() + (long) entry.getValue().length();
    }
    if (size > ANNOTATIONS_LIMIT) {
      errors.add(FieldError.tooLong("metadata.annotations", ANNOTATIONS_LIMIT));
    }
  }

  private void owners(List<JsonObject> owners) {
    for (JsonObject owner : owners) {
      for (String field : List.of("apiVersion", "kind", "name", "uid")) {
        if (Json.text(owner, field).isEmpty()) {
          errors.add(FieldError.invalid(OWNERS + "." + field, "", field + " must not be empty"));
        }
      }
      if (Json.text(owner, "apiVersion").equals("v1") && Json.text(owner, "kind").equals("Event")) {
        errors.add(
            FieldError.invalid(OWNERS, owner, "/v1, Kind=Event is disallowed from being an owner"));
      }
    }
    if (owners.stream().filter(owner -> Json.isTrue(owner, "controller")).count() > 1) {
      errors.add(
          FieldError.invalid(
              OWNERS, Json.element(owners), "Only one reference can have Controller set to true."));
    }
  }

  private void finalizers(List<String> finalizers) {
    for (String finalizer : finalizers) {
      Optional<String> wrong = LabelRules.complaint(finalizer);
      wrong.ifPresent(why -> errors.add(FieldError.invalid(FINALIZERS, finalizer, why)));
      if (wrong.isEmpty() && !type.custom() && !isQualified(finalizer)) {
        errors.add(
            FieldError.invalid(
                FINALIZERS,
                finalizer,
                "name is neither a standard finalizer name nor is it fully qualified"));
      }
    }
    if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
      errors.add(
          FieldError.invalid(
              FINALIZERS,
              Json.element(finalizers),
              "finalizer orphan and foregroundDeletion cannot be both set"));
    }
  }

  private static boolean isQualified(String finalizer) {
    return finalizer.contains("/") || STANDARD_FINALIZERS.contains(finalizer);
  }

  /** What a server warns of: custom resources may have finalizers that others may have too. */
  public static List<String> warnings(JsonObject object, ResourceType type) {
    return !type.custom()
        ? List.of()
        : Json.strings(object, "metadata", "finalizers").stream()
            .filter(finalizer -> !isQualified(finalizer))
            .map(
                finalizer ->
                    FINALIZERS
                        + ": \""
                        + finalizer
                        + "\": prefer a domain-qualified finalizer name including a path (/) to"
                        + " avoid accidental conflicts with other finalizer writers")
            .toList();
  }
}
