package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.plan.Change;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.settle.Note;
import ai.kubernaut.we.core.settle.Settlement;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.model.search.Violation;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * The promises that what is written breaks by itself, whatever the world is like. It remembers what
 * it has looked at. Safe for use by several threads.
 */
final class Flaws {

  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** A status, with the reason for it and the Events that tell of it. */
  private record Told(String why, List<Note> notes, WorkflowExecutionStatus status) {}

  private final ConcurrentMap<Told, Optional<Violation>> known = new ConcurrentHashMap<>();

  /** S4, S8, S11, S12 and S15 of a status and of the Events that tell of it. */
  Optional<Violation> of(
      WorkflowExecution before, Plan plan, Settlement settlement, WorkflowExecution after) {
    Told told = new Told(plan.why(), settlement.notes(), after.status());
    return byItself(after)
        .or(() -> terminalChanged(before, after))
        .or(() -> recordsAnother(plan))
        .or(() -> known.computeIfAbsent(told, t -> invalid(after).or(() -> tells(t.toString()))));
  }

  private static Optional<Violation> byItself(WorkflowExecution after) {
    return after.status().deduplicatedBy().filter(after.metadata().name()::equals).isPresent()
        ? broken("S11", "an execution was deduplicated by itself")
        : Optional.empty();
  }

  private record Ending(
      Object phase, Object start, Object completion, Object child, Object failure, Object ran) {}

  private static Optional<Violation> terminalChanged(
      WorkflowExecution before, WorkflowExecution after) {
    return before.terminal() && !ending(before.status()).equals(ending(after.status()))
        ? broken("S4", "a terminal status was changed")
        : Optional.empty();
  }

  private static Ending ending(WorkflowExecutionStatus s) {
    return new Ending(
        s.phase(),
        s.startTime(),
        s.completionTime(),
        s.executionRef(),
        s.failureDetails().map(FailureDetails::reason),
        s.failureDetails().map(FailureDetails::wasExecutionFailure));
  }

  private static Optional<Violation> invalid(WorkflowExecution after) {
    JsonObject json = WorkflowExecutionCodec.write(after);
    List<FieldError> errors = StatusSchema.errors(json.getAsJsonObject("status"));
    return errors.isEmpty()
        ? Optional.empty()
        : broken("S8", "the schema refuses a status: " + errors.get(0));
  }

  /** S8, S12 and S15 of a child that the holder of a lock creates. */
  static Optional<Violation> of(ChildSpec spec, Optional<Decision> recorded) {
    if (recorded.filter(decision -> !agree(spec, decision)).isPresent()) {
      return broken("S15", "a child is created that is not what the lock recorded");
    }
    for (String value : spec.labels().values()) {
      if (!LABEL_VALUE.matcher(value).matches()) {
        return broken("S8", "\"%s\" is no label value".formatted(value));
      }
    }
    if (!NAME.matcher(spec.name()).matches()) {
      return broken("S8", "\"%s\" is no name of an object".formatted(spec.name()));
    }
    return tells(spec.toString());
  }

  /** S15: a held child that is recorded will be started. */
  private static Optional<Violation> recordsAnother(Plan plan) {
    return plan instanceof Plan.Write write
            && write.change() instanceof Change.Run run
            && run.child().state() == ChildState.HELD
            && run.decision().filter(d -> d.engine().equals(run.child().engine())).isEmpty()
        ? broken("S15", "a child was recorded that is not what the lock recorded")
        : Optional.empty();
  }

  private static boolean agree(ChildSpec spec, Decision decision) {
    boolean pinned =
        decision
            .digest()
            .map(digest -> spec.image().endsWith("@" + digest))
            .orElse(!spec.image().contains("@"));
    return pinned
        && decision.engine().equals(spec.engine())
        && decision.serviceAccount().equals(spec.serviceAccount());
  }

  private static Optional<Violation> tells(String output) {
    return output.contains(Subject.SECRET)
        ? broken("S12", "the value of an undeclared parameter was told")
        : Optional.empty();
  }

  private static Optional<Violation> broken(String invariant, String message) {
    return Optional.of(new Violation(invariant, message));
  }
}
