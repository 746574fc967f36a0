package ai.kubernaut.we.executor.job;

import ai.kubernaut.we.api.FreeForm;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Job of a child: held, one pod, never a second one on its own account.
 *
 * <p>Every failure of the pod fails the Job at once, by a rule whose message carries the exit code,
 * so that it outlives the pod. Only with {@code tolerateDisruption: true} in the engine
 * configuration is a pod replaced that the cluster took away; one that was killed for any other
 * reason is not.
 */
final class JobManifest {

  static final String TOLERATE_DISRUPTION = "tolerateDisruption";

  private static final long LONGEST_SECONDS = Integer.MAX_VALUE;

  private JobManifest() {}

  static JsonObject of(ChildSpec child) {
    JsonObject job = new JsonObject();
    job.addProperty("apiVersion", "batch/v1");
    job.addProperty("kind", "Job");
    job.add("metadata", metadata(child));
    job.add("spec", spec(child));
    return job;
  }

  private static JsonObject metadata(ChildSpec child) {
    JsonArray finalizers = new JsonArray();
    finalizers.add(Names.EXECUTION_FINALIZER);
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", child.name());
    metadata.addProperty("namespace", child.namespace());
    metadata.add("labels", sorted(child.labels()));
    metadata.add("annotations", sorted(child.annotations()));
    metadata.add("finalizers", finalizers);
    return metadata;
  }

  private static JsonObject spec(ChildSpec child) {
    JsonObject spec = new JsonObject();
    spec.addProperty("suspend", true);
    spec.addProperty("parallelism", 1);
    spec.addProperty("completions", 1);
    spec.addProperty("backoffLimit", 0);
    spec.addProperty("activeDeadlineSeconds", seconds(child.timeout()));
    spec.addProperty("podReplacementPolicy", "Failed");
    spec.add("podFailurePolicy", failurePolicy(tolerates(child.engineConfig())));
    spec.add("template", template(child));
    return spec;
  }

  private static JsonObject template(ChildSpec child) {
    JsonObject metadata = new JsonObject();
    metadata.add("labels", sorted(child.labels()));
    JsonObject template = new JsonObject();
    template.add("metadata", metadata);
    template.add("spec", JobPod.of(child));
    return template;
  }

  /** Whole seconds, rounded up, at least one. */
  private static long seconds(Duration timeout) {
    long whole = Math.min(timeout.toSeconds(), LONGEST_SECONDS - 1);
    return Math.max(1, timeout.toNanosPart() > 0 ? whole + 1 : whole);
  }

  private static boolean tolerates(Optional<FreeForm> config) {
    return config
        .flatMap(form -> Json.parse(form.json()))
        .flatMap(json -> Json.bool(json, TOLERATE_DISRUPTION))
        .orElse(false);
  }

  private static JsonObject failurePolicy(boolean tolerateDisruption) {
    JsonArray rules = new JsonArray();
    rules.add(onDisruption(tolerateDisruption ? "Ignore" : "FailJob"));
    rules.add(onAnyFailure());
    JsonObject policy = new JsonObject();
    policy.add("rules", rules);
    return policy;
  }

  private static JsonObject onDisruption(String action) {
    JsonObject condition = new JsonObject();
    condition.addProperty("type", "DisruptionTarget");
    condition.addProperty("status", "True");
    JsonArray conditions = new JsonArray();
    conditions.add(condition);
    JsonObject rule = new JsonObject();
    rule.addProperty("action", action);
    rule.add("onPodConditions", conditions);
    return rule;
  }

  private static JsonObject onAnyFailure() {
    JsonArray success = new JsonArray();
    success.add(0);
    JsonObject exitCodes = new JsonObject();
    exitCodes.addProperty("containerName", JobPod.CONTAINER);
    exitCodes.addProperty("operator", "NotIn");
    exitCodes.add("values", success);
    JsonObject rule = new JsonObject();
    rule.addProperty("action", "FailJob");
    rule.add("onExitCodes", exitCodes);
    return rule;
  }

  static JsonObject sorted(Map<String, String> texts) {
    JsonObject object = new JsonObject();
    new TreeMap<>(texts).forEach(object::addProperty);
    return object;
  }
}
