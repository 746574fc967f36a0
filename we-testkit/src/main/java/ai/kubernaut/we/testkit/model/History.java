package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.routing.BlockReason;
import ai.kubernaut.we.core.time.Cooldown;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * S6: while the latest execution of a target that really ran has failed, routing refuses every
 * other, until a clearance names it.
 */
final class History {

  private final Logic logic;
  private final List<WorkflowExecution> executions;

  /** Of the executions of one target. */
  History(Logic logic, List<WorkflowExecution> executions) {
    this.logic = logic;
    this.executions = executions;
  }

  /** What is wrong with the answer that routing gives. */
  Optional<Violation> broken() {
    for (WorkflowExecution e : executions) {
      if (failedInVain(e) && executions.stream().noneMatch(other -> settlesAfter(other, e))) {
        return broken(e);
      }
    }
    return Optional.empty();
  }

  private static boolean failedInVain(WorkflowExecution e) {
    return e.phase() == Phase.FAILED && Cooldown.ran(e) && e.status().blockClearance().isEmpty();
  }

  /** Beyond some age it is not told any more how old an end is, so one as old may be later. */
  private static boolean settlesAfter(WorkflowExecution other, WorkflowExecution e) {
    boolean settles =
        other.phase() == Phase.COMPLETED || other.status().blockClearance().isPresent();
    return settles && !end(other).isBefore(end(e));
  }

  private static Instant end(WorkflowExecution e) {
    return e.status().completionTime().orElse(Ticks.NOW);
  }

  private Optional<Violation> broken(WorkflowExecution failed) {
    if (!refused(failed, executions)) {
      return Optional.of(
          new Violation(
              "S6",
              "%s ran and failed, and another may follow".formatted(failed.metadata().name())));
    }
    return refused(failed, executions.stream().map(History::cleared).toList())
        ? Optional.of(new Violation("S6", "a clearance changes nothing"))
        : Optional.empty();
  }

  private boolean refused(WorkflowExecution failed, List<WorkflowExecution> history) {
    TargetResource target =
        TargetResource.parse(failed.spec().orElseThrow().targetResource()).orElseThrow();
    return logic.blocks(target, history).stream()
        .anyMatch(blocked -> blocked.reason() == BlockReason.PREVIOUS_EXECUTION_FAILED);
  }

  private static WorkflowExecution cleared(WorkflowExecution e) {
    return e.withStatus(
        e.status().toBuilder()
            .blockClearance(
                new BlockClearance(
                    "Annotation", "looked at it", "somebody", Optional.of(Ticks.NOW)))
            .build());
  }
}
