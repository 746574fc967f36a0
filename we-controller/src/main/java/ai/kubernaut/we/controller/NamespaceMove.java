package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps a controller from leading while executions hold locks in another namespace than its own: it
 * would not see those locks, and could run a second workflow on a target.
 *
 * @param executions all that there are
 */
record NamespaceMove(
    Supplier<List<WorkflowExecution>> executions,
    Supplier<Settings> settings,
    InstantSource clock) {

  /** Why whoever takes this lease from its last holder must wait; empty if nothing is at stake. */
  Optional<String> objection(JsonObject lease) {
    String ours = settings.get().executionNamespace();
    Optional<String> theirs =
        Json.string(lease, "metadata", "annotations", Names.EXECUTION_NAMESPACE_ANNOTATION)
            .filter(n -> !n.equals(ours));
    return objection(e -> startedElsewhere(e, ours) || (theirs.isPresent() && mayHoldALock(e)));
  }

  /** Why one that asks for no lease must wait. */
  Optional<String> objection() {
    String ours = settings.get().executionNamespace();
    return objection(e -> startedElsewhere(e, ours));
  }

  private Optional<String> objection(Predicate<WorkflowExecution> locked) {
    List<WorkflowExecution> found =
        executions.get().stream().filter(locked).filter(this::isAtStake).toList();
    return found.stream().findFirst().map(first -> objection(first, found.size()));
  }

  private String objection(WorkflowExecution first, int many) {
    return """
        execution.namespace is "%s", but locks in another namespace may be held by %d executions, \
        %s/%s among them; set it back until all of them have ended and cooled down\
        """
        .formatted(
            settings.get().executionNamespace(),
            many,
            first.metadata().namespace(),
            first.metadata().name());
  }

  private static boolean startedElsewhere(WorkflowExecution execution, String ours) {
    return execution
        .status()
        .executionRef()
        .flatMap(ExecutionRef::namespace)
        .filter(namespace -> !namespace.equals(ours))
        .isPresent();
  }

  /** It was taken up, and may have been locked before it was recorded where. */
  private static boolean mayHoldALock(WorkflowExecution execution) {
    return execution.status().executionRef().isEmpty()
        && execution.metadata().finalizers().contains(Names.CLEANUP_FINALIZER);
  }

  private boolean isAtStake(WorkflowExecution execution) {
    return !execution.terminal()
        || execution
            .status()
            .completionTime()
            .map(end -> end.plus(settings.get().cooldown()).isAfter(clock.instant()))
            .orElse(false);
  }
}
