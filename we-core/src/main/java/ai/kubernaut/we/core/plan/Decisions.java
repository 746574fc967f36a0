package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.validation.BundleReference;
import java.util.Optional;

/** What is decided before a lock is taken: spec, else status, else configuration. */
final class Decisions {

  private Decisions() {}

  static Decision decide(WorkflowExecution execution, Settings settings) {
    Optional<WorkflowRef> ref = execution.spec().map(WorkflowExecutionSpec::workflowRef);
    return new Decision(
        engine(execution, ref, settings),
        digest(ref),
        said(ref.flatMap(WorkflowRef::serviceAccountName))
            .or(() -> said(execution.status().serviceAccountName())),
        execution.metadata().generation());
  }

  private static String engine(
      WorkflowExecution execution, Optional<WorkflowRef> ref, Settings settings) {
    return said(ref.flatMap(WorkflowRef::executionEngine))
        .or(() -> said(execution.status().executionEngine()))
        .orElse(settings.defaultEngine());
  }

  private static Optional<String> digest(Optional<WorkflowRef> ref) {
    return said(ref.flatMap(WorkflowRef::executionBundleDigest))
        .or(
            () ->
                ref.map(WorkflowRef::executionBundle)
                    .flatMap(BundleReference::parse)
                    .flatMap(BundleReference::digest));
  }

  private static Optional<String> said(Optional<String> text) {
    return text.filter(t -> !t.isEmpty());
  }
}
