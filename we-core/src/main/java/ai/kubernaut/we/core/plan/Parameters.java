package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import java.util.HashMap;
import java.util.Map;

/** What a workflow is given: its declared parameters and the target, which nobody can override. */
public final class Parameters {

  /** Set by the controller, whatever the spec says. */
  public static final String TARGET_RESOURCE = "TARGET_RESOURCE";

  private Parameters() {}

  /** Those of the spec that the workflow declares, or all where it declares none. */
  public static Map<String, String> of(WorkflowExecutionSpec spec) {
    Map<String, String> passed = new HashMap<>(spec.parameters());
    declared(spec.workflowRef(), passed);
    passed.put(TARGET_RESOURCE, spec.targetResource());
    return Map.copyOf(passed);
  }

  private static void declared(WorkflowRef ref, Map<String, String> passed) {
    ref.declaredParameterNames()
        .ifPresent(names -> passed.keySet().removeIf(name -> !names.getOrDefault(name, false)));
  }
}
