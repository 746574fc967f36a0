package ai.kubernaut.we.core.validation;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.ExecutionConfig;
import ai.kubernaut.we.api.GoDuration;
import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds everything that makes a spec unfit to run, before anything is created. */
public final class SpecValidation {

  private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final List<Problem> problems = new ArrayList<>();

  private SpecValidation() {}

  /**
   * The problems of a spec, in the order of its fields, and then what is too large; none means that
   * it may run here.
   *
   * @param clusterId the cluster that this controller acts on, where one is configured
   */
  public static List<Problem> check(WorkflowExecutionSpec spec, Optional<String> clusterId) {
    SpecValidation validation = new SpecValidation();
    validation.target(spec.targetResource());
    validation.workflow(spec.workflowRef());
    validation.parameters(spec.parameters());
    spec.executionConfig().flatMap(ExecutionConfig::timeout).ifPresent(validation::timeout);
    spec.clusterID().filter(c -> !c.isEmpty()).ifPresent(c -> validation.cluster(c, clusterId));
    validation.problems.addAll(SizeLimits.check(spec));
    return List.copyOf(validation.problems);
  }

  private void target(String text) {
    if (TargetResource.parse(text).isEmpty()) {
      add(
          "spec.targetResource",
          "\"%s\" names no resource".formatted(text),
          "write namespace/kind/name, or kind/name for a cluster-scoped resource");
    }
  }

  private void workflow(WorkflowRef ref) {
    required("spec.workflowRef.workflowId", ref.workflowId());
    required("spec.workflowRef.version", ref.version());
    bundle(ref);
    ref.serviceAccountName()
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> objectName("spec.workflowRef.serviceAccountName", name));
    Dependencies dependencies = ref.dependencies().orElse(Dependencies.none());
    dependencies("spec.workflowRef.dependencies.secrets", dependencies.secrets());
    dependencies("spec.workflowRef.dependencies.configMaps", dependencies.configMaps());
  }

  private void bundle(WorkflowRef ref) {
    String field = "spec.workflowRef.executionBundle";
    Optional<BundleReference> bundle = BundleReference.parse(ref.executionBundle());
    if (bundle.isEmpty()) {
      add(
          field,
          "\"%s\" is not an OCI reference".formatted(ref.executionBundle()),
          "write registry/repository:tag or registry/repository@sha256:...");
    }
    ref.executionBundleDigest()
        .filter(digest -> !digest.isEmpty())
        .ifPresent(digest -> digest(digest, bundle.flatMap(BundleReference::digest)));
  }

  private void digest(String digest, Optional<String> inBundle) {
    String field = "spec.workflowRef.executionBundleDigest";
    if (!BundleReference.isDigest(digest)) {
      add(field, "\"%s\" is not a digest".formatted(digest), "write sha256: and 64 hex digits");
    } else if (inBundle.filter(other -> !other.equals(digest)).isPresent()) {
      add(
          field,
          "it differs from the digest that executionBundle names",
          "let both name one digest, or leave one out");
    }
  }

  private void parameters(Map<String, String> parameters) {
    new TreeMap<>(parameters)
        .forEach(
            (name, value) -> {
              if (!PARAMETER_NAME.matcher(name).matches()) {
                add(
                    "spec.parameters",
                    "\"%s\" cannot be the name of a parameter".formatted(name),
                    "use letters, digits and underscores, and begin with no digit");
              } else if (value.indexOf('\0') >= 0) {
                add(
                    "spec.parameters." + name,
                    "its value contains a NUL character, which no environment can carry",
                    "encode the value, for example as base64");
              }
            });
  }

  private void timeout(String text) {
    if (GoDuration.parse(text).filter(d -> d.compareTo(Duration.ZERO) > 0).isEmpty()) {
      add(
          "spec.executionConfig.timeout",
          "\"%s\" is not a duration above zero".formatted(text),
          "write a Go duration such as 90s, 15m or 1h30m");
    }
  }

  private void cluster(String wanted, Optional<String> here) {
    if (here.filter(wanted::equals).isEmpty()) {
      add(
          "spec.clusterID",
          "\"%s\" is not the cluster that this controller acts on (%s)"
              .formatted(wanted, here.map("\"%s\""::formatted).orElse("none is configured")),
          "create the execution in that cluster, or set controller.clusterID");
    }
  }

  private void dependencies(String field, List<Dependencies.Dependency> dependencies) {
    Set<String> seen = new HashSet<>();
    for (Dependencies.Dependency dependency : dependencies) {
      objectName(field, dependency.name());
      if (!seen.add(dependency.name())) {
        add(field, "\"%s\" is listed twice".formatted(dependency.name()), "list each name once");
      }
    }
  }

  private void objectName(String field, String name) {
    if (!ObjectName.isValid(name)) {
      add(
          field,
          "\"%s\" cannot be the name of an object".formatted(name),
          "use lower-case letters, digits, '-' and '.'");
    }
  }

  private void required(String field, String value) {
    if (value.isBlank()) {
      add(field, "it is empty", "name it");
    }
  }

  private void add(String field, String message, String remedy) {
    problems.add(new Problem(field, message, remedy));
  }
}
