package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Resources;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.label.LabelValue;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.time.Deadline;
import ai.kubernaut.we.core.validation.BundleReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders the child of an execution, from its spec and from what its lock has decided. */
final class ChildOrder {

  private ChildOrder() {}

  static ChildSpec of(
      Observation o, WorkflowExecutionSpec spec, String lockName, Decision decision) {
    WorkflowRef ref = spec.workflowRef();
    Map<String, String> identity = identity(o.execution().metadata(), spec, decision.engine());
    return new ChildSpec(
        decision.engine(),
        o.settings().executionNamespace(),
        lockName,
        pinned(ref.executionBundle(), decision.digest()),
        Parameters.of(spec),
        timeout(o),
        decision.serviceAccount(),
        ref.dependencies().orElse(Dependencies.none()),
        ref.resources().orElse(new Resources(Map.of(), Map.of(), List.of())),
        ref.engineConfig(),
        labels(identity),
        identity);
  }

  private static Duration timeout(Observation o) {
    return Deadline.remaining(
        Deadline.ofRun(o.execution(), o.now(), o.settings().defaultTimeout()), o.now());
  }

  private static String pinned(String bundle, Optional<String> digest) {
    return digest.isEmpty()
        ? bundle
        : BundleReference.parse(bundle).map(ref -> ref.pinnedTo(digest)).orElse(bundle);
  }

  private static Map<String, String> identity(
      Metadata execution, WorkflowExecutionSpec spec, String engine) {
    return Map.of(
        Names.EXECUTION_LABEL, execution.name(),
        Names.SOURCE_NAMESPACE_LABEL, execution.namespace(),
        Names.EXECUTION_UID_LABEL, execution.uid(),
        Names.WORKFLOW_ID_LABEL, spec.workflowRef().workflowId(),
        Names.TARGET_LABEL, spec.targetResource(),
        Names.ENGINE_LABEL, engine);
  }

  private static Map<String, String> labels(Map<String, String> identity) {
    Map<String, String> labels = new HashMap<>(identity);
    labels.replaceAll((name, value) -> LabelValue.of(value));
    return labels;
  }
}
