package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jobs: defaults, the generated selector, what may change after creation, and which statuses make
 * sense.
 */
final class JobStrategy implements Strategy {
  private static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";
  private static final List<String> IMMUTABLE =
      List.of(
          "completions",
          "selector",
          "completionMode",
          "podFailurePolicy",
          "backoffLimitPerIndex",
          "managedBy",
          "successPolicy");
  private static final String[] TEMPLATE = {"spec", "template"};

  @Override
  public void prepareForCreate(JsonObject job) {
    if (Json.isTrue(job, "spec", "manualSelector")) {
      return;
    }
    String uid = Json.text(job, "metadata", "uid");
    String name = Json.text(job, "metadata", "name");
    JsonObject labels = Json.child(job, "spec", "template", "metadata", "labels");
    labels.addProperty(CONTROLLER_UID, uid);
    labels.addProperty("batch.kubernetes.io/job-name", name);
    labels.addProperty("controller-uid", uid);
    labels.addProperty("job-name", name);
    Json.child(job, "spec", "selector", "matchLabels").addProperty(CONTROLLER_UID, uid);
    JsonObject metadata = Json.child(job, "metadata");
    if (Json.stringMap(metadata, "labels").isEmpty()) {
      metadata.add("labels", labels.deepCopy());
    }
  }

  @Override
  public void applyDefaults(JsonObject job) {
    JsonObject spec = Json.child(job, "spec");
    if (!spec.has("completions") && !spec.has("parallelism")) {
      spec.addProperty("completions", 1);
    }
    PodTemplates.preset(spec, "parallelism", 1);
    PodTemplates.preset(
        spec, "backoffLimit", spec.has("backoffLimitPerIndex") ? Integer.MAX_VALUE : 6);
    PodTemplates.preset(spec, "completionMode", "NonIndexed");
    PodTemplates.preset(spec, "suspend", false);
    PodTemplates.preset(spec, "manualSelector", false);
    PodTemplates.preset(
        spec,
        "podReplacementPolicy",
        spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
    JsonObject pod = Json.child(job, "spec", "template", "spec");
    boolean policyGiven = pod.has("restartPolicy");
    PodTemplates.complete(pod);
    if (!policyGiven) {
      pod.addProperty("restartPolicy", "Always");
    }
    if (!job.has("status")) {
      job.add("status", new JsonObject());
    }
  }

  @Override
  public List<FieldError> validate(JsonObject job) {
    JsonObject pod = Json.child(job, "spec", "template", "spec");
    List<FieldError> errors = new ArrayList<>(PodTemplates.validate(pod, "spec.template.spec"));
    String policy = Json.text(pod, "restartPolicy");
    if (!List.of("Never", "OnFailure").contains(policy)) {
      errors.add(
          FieldError.required(
              "spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
    }
    if (Json.at(job, "spec", "podFailurePolicy") != null && policy.equals("OnFailure")) {
      errors.add(
          FieldError.invalid(
              "spec.template.spec.restartPolicy",
              policy,
              "only \"Never\" is supported when podFailurePolicy is specified"));
    }
    MetaRules.labels(
        Json.stringMap(job, "spec", "template", "metadata", "labels"),
        "spec.template.labels",
        errors);
    selector(job, errors);
    for (String count :
        List.of(
            "parallelism",
            "completions",
            "backoffLimit",
            "activeDeadlineSeconds",
            "ttlSecondsAfterFinished")) {
      notNegative(job, count, errors);
    }
    return errors;
  }

  /** A selector is made by the server, unless the Job says otherwise. */
  private static void selector(JsonObject job, List<FieldError> errors) {
    if (Json.isTrue(job, "spec", "manualSelector")) {
      return;
    }
    Map<String, String> given = Json.stringMap(job, "spec", "selector", "matchLabels");
    boolean generated =
        given.equals(Map.of(CONTROLLER_UID, Json.text(job, "metadata", "uid")))
            && Json.items(job, "spec", "selector", "matchExpressions").isEmpty();
    if (!generated) {
      errors.add(
          FieldError.invalid(
              "spec.selector",
              Json.child(job, "spec", "selector"),
              "`selector` not auto-generated"));
    }
  }

  private static void notNegative(JsonObject job, String field, List<FieldError> errors) {
    JsonElement value = Json.at(job, "spec", field);
    if (value != null && value.getAsLong() < 0) {
      errors.add(FieldError.invalid("spec." + field, value, "must be greater than or equal to 0"));
    }
  }

  @Override
  public List<FieldError> validateUpdate(JsonObject job, JsonObject old) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : IMMUTABLE) {
      immutable(job, old, errors, "spec", field);
    }
    if (!template(job, old).equals(template(old, old))) {
      errors.add(FieldError.invalid("spec.template", template(job, job), "field is immutable"));
    }
    return errors;
  }

  /** The template without what may change while the Job has never started. */
  private static JsonElement template(JsonObject job, JsonObject old) {
    JsonElement found = Json.at(job, TEMPLATE);
    if (found == null) {
      return JsonNull.INSTANCE;
    }
    boolean held =
        Json.isTrue(old, "spec", "suspend") && Json.at(old, "status", "startTime") == null;
    if (!held) {
      return found;
    }
    JsonObject copy = found.deepCopy().getAsJsonObject();
    copy.remove("metadata");
    for (String field : List.of("nodeSelector", "tolerations", "affinity", "schedulingGates")) {
      Json.child(copy, "spec").remove(field);
    }
    return copy;
  }

  private static void immutable(
      JsonObject job, JsonObject old, List<FieldError> errors, String... path) {
    JsonElement now = Json.at(job, path);
    if (!Objects.equals(now, Json.at(old, path))) {
      JsonElement shown = now == null ? JsonNull.INSTANCE : now;
      errors.add(FieldError.invalid(String.join(".", path), shown, "field is immutable"));
    }
  }

  @Override
  public List<FieldError> validateStatusUpdate(JsonObject job, JsonObject old) {
    return JobStatusRules.check(job, old);
  }

  @Override
  public Propagation defaultPropagation() {
    return Propagation.ORPHAN;
  }

  @Override
  public String deletionWarning() {
    return "child pods are preserved by default when jobs are deleted; set"
        + " propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress"
        + " this warning";
  }

  @Override
  public List<String> selectableFields() {
    return List.of("status.successful");
  }

  @Override
  public @Nullable String field(JsonObject job, String path) {
    return path.equals("status.successful")
        ? Long.toString(Json.number(job, 0, "status", "succeeded"))
        : null;
  }
}
