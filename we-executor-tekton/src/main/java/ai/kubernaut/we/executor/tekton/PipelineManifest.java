package ai.kubernaut.we.executor.tekton;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Dependencies.Dependency;
import ai.kubernaut.we.api.GoDuration;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.ChildSpec;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The PipelineRun of a child: held, with the pipeline that its bundle holds, in pods without
 * privileges. What else its containers may do is up to the bundle, and to Tekton's {@code
 * set-security-context}.
 */
final class PipelineManifest {

  /** The name that a workflow's pipeline has in its bundle. */
  static final String PIPELINE = "workflow";

  static final String HELD = "PipelineRunPending";

  /** Zero would switch Tekton's deadline off. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private PipelineManifest() {}

  static JsonObject of(ChildSpec child) {
    JsonObject run = new JsonObject();
    run.addProperty("apiVersion", "tekton.dev/v1");
    run.addProperty("kind", LeanPipelineRun.KIND);
    run.add("metadata", metadata(child));
    run.add("spec", spec(child));
    return run;
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

  private static JsonObject sorted(Map<String, String> texts) {
    JsonObject object = new JsonObject();
    new TreeMap<>(texts).forEach(object::addProperty);
    return object;
  }

  private static JsonObject spec(ChildSpec child) {
    JsonObject timeouts = new JsonObject();
    timeouts.addProperty("pipeline", timeout(child.timeout()));
    JsonObject spec = new JsonObject();
    spec.addProperty("status", HELD);
    spec.add("pipelineRef", bundle(child.image()));
    spec.add("params", params(child.parameters()));
    spec.add("timeouts", timeouts);
    spec.add("taskRunTemplate", template(child));
    spec.add("workspaces", workspaces(child.dependencies()));
    return spec;
  }

  /** Whole seconds, rounded up. */
  private static String timeout(Duration remaining) {
    Duration whole =
        remaining.toNanosPart() > 0
            ? Duration.ofSeconds(remaining.toSeconds() + 1)
            : Duration.ofSeconds(remaining.toSeconds());
    Duration atLeast = whole.compareTo(SHORTEST) < 0 ? SHORTEST : whole;
    return GoDuration.format(atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast);
  }

  private static JsonObject bundle(String image) {
    JsonArray params = new JsonArray();
    params.add(named("bundle", image));
    params.add(named("name", PIPELINE));
    params.add(named("kind", "pipeline"));
    JsonObject ref = new JsonObject();
    ref.addProperty("resolver", "bundles");
    ref.add("params", params);
    return ref;
  }

  private static JsonArray params(Map<String, String> parameters) {
    JsonArray params = new JsonArray();
    new TreeMap<>(parameters).forEach((name, value) -> params.add(named(name, value)));
    return params;
  }

  private static JsonObject named(String name, String value) {
    JsonObject param = new JsonObject();
    param.addProperty("name", name);
    param.addProperty("value", value);
    return param;
  }

  private static JsonObject template(ChildSpec child) {
    JsonObject pod = new JsonObject();
    pod.addProperty("enableServiceLinks", false);
    pod.add("securityContext", security());
    JsonObject template = new JsonObject();
    child
        .serviceAccount()
        .ifPresentOrElse(
            name -> template.addProperty("serviceAccountName", name),
            () -> pod.addProperty("automountServiceAccountToken", false));
    template.add("podTemplate", pod);
    return template;
  }

  private static JsonObject security() {
    JsonObject seccomp = new JsonObject();
    seccomp.addProperty("type", "RuntimeDefault");
    JsonObject security = new JsonObject();
    security.addProperty("runAsNonRoot", true);
    security.add("seccompProfile", seccomp);
    return security;
  }

  private static JsonArray workspaces(Dependencies dependencies) {
    JsonArray workspaces = new JsonArray();
    for (String name : names(dependencies.secrets())) {
      workspaces.add(workspace("secret-" + name, "secret", "secretName", name));
    }
    for (String name : names(dependencies.configMaps())) {
      workspaces.add(workspace("configmap-" + name, "configMap", "name", name));
    }
    return workspaces;
  }

  private static List<String> names(List<Dependency> dependencies) {
    return dependencies.stream().map(Dependency::name).distinct().toList();
  }

  private static JsonObject workspace(String workspace, String kind, String field, String name) {
    JsonObject source = new JsonObject();
    source.addProperty(field, name);
    JsonObject binding = new JsonObject();
    binding.addProperty("name", workspace);
    binding.add(kind, source);
    return binding;
  }
}
