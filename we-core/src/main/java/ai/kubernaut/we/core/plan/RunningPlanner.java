package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.ExecutionStatus;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.core.failure.SeenEnd;
import ai.kubernaut.we.core.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An execution whose child is recorded: start it, follow it, and end with its result. */
final class RunningPlanner {

  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(2);

  /** How long a started child may be without a pod before its Events are asked why. */
  private static final Duration POD_PATIENCE = Duration.ofSeconds(15);

  private static final String DELETED = "its child was deleted";

  private final Observation o;
  private final Instant start;
  private final Instant deadline;

  RunningPlanner(Observation o) {
    this.o = o;
    this.start = o.execution().status().startTime().orElse(o.now());
    this.deadline = Deadline.ofRun(o.execution(), start, o.settings().defaultTimeout());
  }

  Plan plan() {
    return o.recordedChild().map(this::follow).orElseGet(this::missing);
  }

  private Plan missing() {
    if (!o.live()) {
      return Planner.look("its child is not in view");
    }
    String child = o.execution().status().executionRef().map(ref -> ref.name()).orElse("Its child");
    return fail(Failures.lost(child, true), Optional.empty(), "its child is gone");
  }

  private Plan follow(Child child) {
    if (child.state().ended() && !failedByDeletion(child)) {
      return result(child);
    }
    if (child.removing()) {
      return removing(child);
    }
    if (stopReason(child).isPresent()) {
      return stop(child);
    }
    if (child.state() == ChildState.HELD) {
      return start(child);
    }
    return child.state() == ChildState.SUSPENDED
        ? Planner.block(o, Blockages.suspended(child), Optional.of(child), Optional.of(overdue()))
        : started(child);
  }

  /**
   * Its own controller writes to a new child at once; a start that is sent before that would only
   * meet a newer version. A controller that stays silent is not waited for.
   */
  private Plan start(Child child) {
    Instant patience = start.plus(ACKNOWLEDGEMENT);
    return child.acknowledged() || past(patience)
        ? Planner.act(new Effect.StartChild(child), "it is recorded")
        : Planner.await(patience, "its controller has yet to see it");
  }

  /** The child's own result comes before every other end. */
  private Plan result(Child child) {
    if (child.state() == ChildState.SUCCEEDED) {
      return Planner.write(new Change.Complete(child), "its child has succeeded");
    }
    return failed(child, own -> stopped(child, own).orElse(own), "its child has failed");
  }

  private Plan failed(Child child, UnaryOperator<Failure> judged, String why) {
    if (withoutEvents() && FailureAnalysis.wantsEvents(child.evidence())) {
      return lookAtEvents("only Events can name the cause of the failure");
    }
    return fail(judged.apply(FailureAnalysis.analyse(child.evidence())), Optional.of(child), why);
  }

  /** Its controller may call a child failed whose pods are only deleted with it. */
  private static boolean failedByDeletion(Child child) {
    return child.state() == ChildState.FAILED
        && child.removing()
        && FailureAnalysis.onlyDeleted(child.evidence());
  }

  /**
   * A child that was cancelled, and not by itself, failed for the reason that we stopped it for.
   */
  private Optional<Failure> stopped(Child child, Failure own) {
    return own.reason() == FailureReason.CANCELLED
        ? stopReason(child).map(reason -> stopped(reason, child, own.mayHaveRun()))
        : Optional.empty();
  }

  private Plan removing(Child child) {
    return switch (child.removal()) {
      case CARELESS ->
          Planner.act(new Effect.DeleteChild(child), "somebody deleted it; its pods go first");
      case DOUBTFUL -> Planner.look("its pods may not be in view");
      case RELEASABLE -> o.pods() == 0 ? ended(child) : terminating(child);
      case NONE, FOREGROUND -> terminating(child);
    };
  }

  private Plan terminating(Child child) {
    return Planner.block(o, Blockages.terminating(child), Optional.empty());
  }

  /** Deleted with its pods, before it could say how it ended: its pods as last seen may know. */
  private Plan ended(Child child) {
    return switch (SeenEnd.of(child.evidence())) {
      case SUCCEEDED -> Planner.write(new Change.Complete(child), "its pods had succeeded");
      case FAILED -> failed(child, UnaryOperator.identity(), "its pods had failed");
      case NONE -> endedUnseen(child);
    };
  }

  private Plan endedUnseen(Child child) {
    return stopReason(child)
        .map(reason -> stoppedUnseen(child, reason))
        .orElseGet(() -> fail(Failures.lost(child), Optional.of(child), DELETED));
  }

  /** Of a pod that is gone, only its Events may show that it never started, and why. */
  private Plan stoppedUnseen(Child child, StopReason reason) {
    boolean started = child.state() != ChildState.HELD;
    if (started && withoutEvents() && !FailureAnalysis.runs(child.evidence())) {
      return lookAtEvents("only Events can say what kept it from running");
    }
    boolean mayHaveRun = started && FailureAnalysis.analyse(child.evidence()).mayHaveRun();
    return fail(stopped(reason, child, mayHaveRun), Optional.of(child), DELETED);
  }

  private Failure stopped(StopReason reason, Child child, boolean mayHaveRun) {
    return switch (reason) {
      case DELETED -> Failures.cancelled("it was deleted", mayHaveRun);
      case CANCELLED -> Failures.cancelled(o.cancellation().orElse(""), mayHaveRun);
      case OVERDUE -> Failures.overdue(deadline, child, mayHaveRun);
    };
  }

  private Plan stop(Child child) {
    if (child.state() == ChildState.HELD) {
      return Planner.act(new Effect.DeleteChild(child), "it ends before it was started");
    }
    return child.state() == ChildState.STOPPING
        ? terminating(child)
        : Planner.act(new Effect.StopChild(child), "it has to end");
  }

  private enum StopReason {
    DELETED,
    CANCELLED,
    OVERDUE
  }

  private Optional<StopReason> stopReason(Child child) {
    if (o.execution().deleting()) {
      return Optional.of(StopReason.DELETED);
    }
    if (o.cancellation().isPresent()) {
      return Optional.of(StopReason.CANCELLED);
    }
    boolean late = child.state() == ChildState.HELD ? past(deadline) : past(overdue());
    return late ? Optional.of(StopReason.OVERDUE) : Optional.empty();
  }

  private boolean past(Instant time) {
    return !o.now().isBefore(time);
  }

  /** When we stop what its engine should have stopped by itself. */
  private Instant overdue() {
    return deadline.plus(o.settings().stopGrace());
  }

  private Plan started(Child child) {
    return child.evidence().podless() && past(start.plus(POD_PATIENCE))
        ? withoutPod(child)
        : progress(child);
  }

  /** One look is enough: what keeps its pod away is in force until there is one. */
  private Plan withoutPod(Child child) {
    Optional<Instant> recheck = Optional.of(overdue());
    Optional<Failure> known = FailureAnalysis.waiting(child.evidence());
    if (known.isPresent()) {
      return Planner.block(o, Blockages.noPod(child, known.get()), recheck);
    }
    if (Blockages.saidNoPod(o.execution().status())) {
      return Planner.await(overdue(), "it has no pod, as its status says");
    }
    return withoutEvents()
        ? lookAtEvents("only Events can say why it has no pod")
        : Planner.block(o, Blockages.noPod(child), recheck);
  }

  private Plan progress(Child child) {
    Optional<ExecutionStatus> written = o.execution().status().executionStatus();
    ExecutionStatus current = Mirror.of(child);
    boolean news = !written.equals(Optional.of(current)) || blocked();
    Instant wake = wake(child);
    if (!news) {
      return Planner.await(wake, "its child runs");
    }
    Instant next = o.lastWrite().plus(o.settings().progressInterval());
    return o.now().isBefore(next)
        ? Planner.await(next.isBefore(wake) ? next : wake, "its progress is written later")
        : Planner.write(new Change.Mirror(child), "its child has moved on");
  }

  /** When to look again though nothing happens. */
  private Instant wake(Child child) {
    Instant patience = start.plus(POD_PATIENCE);
    return child.evidence().podless() && patience.isBefore(overdue()) ? patience : overdue();
  }

  private boolean withoutEvents() {
    return o.scope() != Observation.Scope.SERVER_AND_EVENTS;
  }

  private static Plan lookAtEvents(String why) {
    return new Plan.Look(Observation.Scope.SERVER_AND_EVENTS, why);
  }

  private boolean blocked() {
    return o.execution()
        .status()
        .condition(ConditionType.BLOCKED)
        .filter(Condition::isTrue)
        .isPresent();
  }

  private Plan fail(Failure failure, Optional<Child> child, String why) {
    return Planner.write(new Change.Fail(failure, child, Optional.empty(), Optional.empty()), why);
  }
}
