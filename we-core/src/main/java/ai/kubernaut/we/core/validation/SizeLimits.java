package ai.kubernaut.we.core.validation;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.ExecutionConfig;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How large the parts of a spec may be. The CRD says the same to servers that read it; what is
 * larger names nothing that exists, or fits into no environment variable.
 */
final class SizeLimits {

  /** Namespace, kind and name at their longest, and two slashes. */
  private static final int TARGET = 63 + 1 + 63 + 1 + 253;

  private static final int PARAMETER_NAME = 253;
  private static final int LABEL = 63;
  private static final int IDENTIFIER = 1024;
  private static final int DIGEST = 256;
  private static final int DURATION = 64;
  private static final int DEPENDENCIES = 64;
  private static final int PARAMETERS = 256;

  /** Linux passes no longer text to a program. */
  private static final int PARAMETER_VALUE = 131_072;

  private final List<Problem> problems = new ArrayList<>();

  private SizeLimits() {}

  /** What is too large, in the order of the fields. */
  static List<Problem> check(WorkflowExecutionSpec spec) {
    SizeLimits limits = new SizeLimits();
    limits.text("spec.targetResource", spec.targetResource(), TARGET);
    limits.workflow(spec.workflowRef());
    limits.parameters(spec.parameters());
    limits.text(
        "spec.executionConfig.timeout",
        spec.executionConfig().flatMap(ExecutionConfig::timeout),
        DURATION);
    limits.text("spec.clusterID", spec.clusterID(), IDENTIFIER);
    return List.copyOf(limits.problems);
  }

  private void workflow(WorkflowRef ref) {
    text("spec.workflowRef.workflowId", ref.workflowId(), IDENTIFIER);
    text("spec.workflowRef.version", ref.version(), IDENTIFIER);
    text("spec.workflowRef.executionBundle", ref.executionBundle(), IDENTIFIER);
    text("spec.workflowRef.executionBundleDigest", ref.executionBundleDigest(), DIGEST);
    text("spec.workflowRef.executionEngine", ref.executionEngine(), LABEL);
    Dependencies dependencies = ref.dependencies().orElse(Dependencies.none());
    count("spec.workflowRef.dependencies.secrets", dependencies.secrets().size(), DEPENDENCIES);
    count(
        "spec.workflowRef.dependencies.configMaps", dependencies.configMaps().size(), DEPENDENCIES);
  }

  private void parameters(Map<String, String> parameters) {
    count("spec.parameters", parameters.size(), PARAMETERS);
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      if (longer(parameter.getKey(), PARAMETER_NAME)
          || longer(parameter.getValue(), PARAMETER_VALUE)) {
        inOrder(parameters);
        return;
      }
    }
  }

  private void inOrder(Map<String, String> parameters) {
    new TreeMap<>(parameters)
        .forEach(
            (name, value) -> {
              text("spec.parameters", name, PARAMETER_NAME);
              text("spec.parameters." + name, value, PARAMETER_VALUE);
            });
  }

  private void text(String field, Optional<String> text, int most) {
    if (text.isPresent()) {
      text(field, text.get(), most);
    }
  }

  private void text(String field, String text, int most) {
    if (longer(text, most)) {
      int characters = text.codePointCount(0, text.length());
      add(field, "%d characters are too many".formatted(characters), most + " at most");
    }
  }

  private static boolean longer(String text, int most) {
    return text.length() > most && text.codePointCount(0, text.length()) > most;
  }

  private void count(String field, int entries, int most) {
    if (entries > most) {
      add(field, "%d entries are too many".formatted(entries), most + " at most");
    }
  }

  private void add(String field, String message, String remedy) {
    problems.add(new Problem(field, message, "write " + remedy));
  }
}
