package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Evidence.Step;
import ai.kubernaut.we.core.failure.Evidence.Task;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of a task, as its own object reports them. */
final class Steps {

  /** Endings of steps that failed and were to be passed over, or did not take place. */
  private static final Set<String> NOT_DECIDING = Set.of("Continued", "Skipped");

  /** A failure that was to be passed over ends, for its container, as a success. */
  private static final String PASSED_OVER = "Completed";

  /** A task that is ended by its engine gives each of its steps a reason of its own making. */
  private static final String MADE_UP = "TaskRun";

  private static final Set<String> TURN = Set.of("PodInitializing", "ContainerCreating");
  private static final String OWN_TIMEOUT = "TimeoutExceeded";
  private static final String CONTAINER = "step-";
  private static final Pattern NAMED = Pattern.compile("\\bstep \"([^\"]+)\"");

  private Steps() {}

  static boolean anyStarted(Task task) {
    return task.steps().stream().anyMatch(Steps::started);
  }

  private static boolean started(Step step) {
    return step.state().kind() == Kind.RUNNING
        || (ended(step) && !Start.couldNotStart(step.state()));
  }

  private static boolean ended(Step step) {
    return step.state().kind() == Kind.TERMINATED
        && !madeUp(step)
        && !step.state().reason().equals(Start.NO_STATE);
  }

  private static boolean madeUp(Step step) {
    return step.state().reason().startsWith(MADE_UP);
  }

  /** The first step that failed and was not to be passed over. */
  static Optional<Step> failed(Task task) {
    return task.steps().stream()
        .filter(Steps::ended)
        .filter(step -> step.state().exitCode().filter(code -> code != 0).isPresent())
        .filter(step -> !NOT_DECIDING.contains(step.ending()))
        .filter(step -> !step.state().reason().equals(PASSED_OVER))
        .findFirst();
  }

  /** Whether the step that failed says itself that it lacked memory. */
  static boolean toldOfMemory(Task task) {
    return failed(task).filter(s -> s.state().reason().equals(OutOfMemory.REASON)).isPresent();
  }

  /** The step to name: one that failed, that runs, that waits, that is named, or was ended. */
  static Optional<String> toName(Task task) {
    return failed(task)
        .or(() -> first(task, step -> step.state().kind() == Kind.RUNNING))
        .map(Step::name)
        .or(() -> named(task))
        .or(() -> first(task, Steps::madeUp).or(() -> first(task, Steps::stuck)).map(Step::name));
  }

  private static Optional<Step> first(Task task, Predicate<Step> which) {
    return task.steps().stream().filter(which).findFirst();
  }

  /** It waits for something of its own, and not only for its turn. */
  private static boolean stuck(Step step) {
    return step.state().kind() == Kind.WAITING && !TURN.contains(step.state().reason());
  }

  private static Optional<String> named(Task task) {
    return task.verdict()
        .map(verdict -> NAMED.matcher(verdict.message()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .map(name -> name.startsWith(CONTAINER) ? name.substring(CONTAINER.length()) : name);
  }

  static Optional<Finding> find(Task task) {
    return failed(task).map(step -> finding(task, step));
  }

  private static Finding finding(Task task, Step step) {
    String what = "Step %s of task %s".formatted(step.name(), task.name());
    if (step.ending().equals(OWN_TIMEOUT)) {
      return Finding.of(
          FailureReason.DEADLINE_EXCEEDED,
          what + " exceeded its own time limit and was stopped.",
          "Raise the timeout of the step in the pipeline, or make the step faster.");
    }
    if (Start.couldNotStart(step.state())) {
      return ContainerSetup.finding(what, step.state().reason(), step.state().message())
          .withExitCode(step.state().exitCode());
    }
    return step.state().reason().equals(OutOfMemory.REASON)
        ? OutOfMemory.finding(what, step.state().exitCode())
        : exited(what, step);
  }

  private static Finding exited(String what, Step step) {
    int code = step.state().exitCode().orElse(0);
    return new Finding(
        FailureReason.TASK_FAILED,
        "%s ended with exit code %d%s.".formatted(what, code, Exits.meaning(code)),
        ContainerExit.advice(code),
        step.state().exitCode());
  }
}
