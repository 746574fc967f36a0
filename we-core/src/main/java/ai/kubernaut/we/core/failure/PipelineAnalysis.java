package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Evidence.Task.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cause of a pipeline's failure: which of its tasks decided, and what that one says. */
final class PipelineAnalysis {

  private final Evidence evidence;
  private final List<PodCase> pods;

  PipelineAnalysis(Evidence evidence, List<PodCase> pods) {
    this.evidence = evidence;
    this.pods = pods;
  }

  /** Whether the evidence is of a pipeline: its tasks have objects of their own, or it has none. */
  static boolean applies(Evidence evidence) {
    return evidence.tasks().isEmpty()
        ? evidence.verdict().isPresent()
        : evidence.tasks().stream().anyMatch(Task::tells);
  }

  Failure failure() {
    if (PipelineVerdict.cancelled(evidence)) {
      return failure(PipelineVerdict.cancelled(), unfinished().findFirst());
    }
    return decided()
        .map(task -> failure(ofTask(task), Optional.of(task)))
        .or(() -> PipelineVerdict.timedOut(evidence) ? Optional.of(late()) : Optional.empty())
        .orElseGet(this::whole);
  }

  /** What keeps it from going on; empty where a step runs, or nothing is said. */
  Optional<Failure> waiting() {
    List<Task> open = evidence.tasks().stream().filter(t -> t.state() == State.OPEN).toList();
    if (open.stream().anyMatch(this::runs)) {
      return Optional.empty();
    }
    return open.stream()
        .flatMap(task -> obstacle(task).map(f -> failure(f, Optional.of(task))).stream())
        .findFirst()
        .or(
            () ->
                open.isEmpty()
                    ? PipelineVerdict.refusedTasks(evidence).map(f -> failure(f, Optional.empty()))
                    : Optional.empty());
  }

  /** Whether its cause is known only when Events are read. */
  boolean wantsEvents() {
    if (decided().isPresent()) {
      return decided().filter(task -> !explained(task)).isPresent();
    }
    return PipelineVerdict.timedOut(evidence)
        && unfinished().noneMatch(task -> runs(task) || obstacle(task).isPresent());
  }

  private boolean explained(Task task) {
    boolean timedOut = task.verdict().filter(v -> v.reason().equals("TaskRunTimeout")).isPresent();
    return !timedOut || runs(task) || obstacle(task).isPresent();
  }

  /** The first task that failed and was not only ended because of another. */
  private Optional<Task> decided() {
    return evidence.tasks().stream()
        .filter(task -> task.state() == State.FAILED)
        .filter(task -> !ended(task))
        .findFirst();
  }

  private static boolean ended(Task task) {
    return task.verdict().filter(v -> v.reason().equals(TaskVerdict.CANCELLED)).isPresent();
  }

  private Stream<Task> unfinished() {
    return evidence.tasks().stream()
        .filter(
            task -> task.state() == State.OPEN || (task.state() == State.FAILED && ended(task)));
  }

  private Finding ofTask(Task task) {
    return ofPods(task)
        .or(() -> Steps.find(task))
        .or(() -> ofWords(task).map(finding -> finding.orExitCode(exitCode(task))))
        .orElseGet(() -> ChildVerdict.of(evidence));
  }

  private Optional<Finding> ofWords(Task task) {
    return (runs(task) ? Optional.<Finding>empty() : obstacle(task))
        .or(() -> TaskVerdict.find(task));
  }

  /** What the task's own object does not say: memory, and who took its pod away. */
  private Optional<Finding> ofPods(Task task) {
    return podsOf(task)
        .flatMap(pod -> OutOfMemory.find(pod).or(() -> Disruption.find(pod)).stream())
        .reduce((earlier, later) -> later)
        .map(f -> f.orExitCode(Steps.failed(task).flatMap(step -> step.state().exitCode())));
  }

  /** Of a container that is no step: a sidecar's, or one of the preparation. */
  private Optional<Integer> exitCode(Task task) {
    return podsOf(task).flatMap(pod -> Exits.own(pod).stream()).findFirst();
  }

  private Optional<Finding> obstacle(Task task) {
    return podsOf(task)
        .flatMap(pod -> Obstacles.of(pod).stream())
        .reduce((earlier, later) -> later)
        .or(() -> TaskVerdict.obstacle(task));
  }

  private Failure late() {
    Optional<Task> running = unfinished().filter(this::runs).findFirst();
    if (running.isPresent()) {
      return failure(TaskVerdict.tooSlow(running.get().name()), running);
    }
    return unfinished()
        .flatMap(task -> obstacle(task).map(f -> failure(f, Optional.of(task))).stream())
        .findFirst()
        .or(() -> PipelineVerdict.refusedTasks(evidence).map(f -> failure(f, Optional.empty())))
        .map(Failure::notInTime)
        .orElseGet(() -> failure(lateForNoCause(), unfinished().findFirst()));
  }

  private Finding lateForNoCause() {
    return Ran.maybe(evidence, pods)
        ? ChildVerdict.lateForNoKnownCause()
        : ChildVerdict.lateBeforeTheStart();
  }

  private Failure whole() {
    Finding finding =
        evidence.verdict().map(PipelineVerdict::of).orElseGet(() -> ChildVerdict.of(evidence));
    return failure(finding, named());
  }

  /** The task that the pipeline's own message names in quotes. */
  private Optional<Task> named() {
    String message = evidence.verdict().map(Evidence.Verdict::message).orElse("");
    return evidence.tasks().stream()
        .filter(task -> message.contains("\"" + task.name() + "\""))
        .findFirst();
  }

  private boolean runs(Task task) {
    return Steps.anyStarted(task) || podsOf(task).anyMatch(pod -> pod.start() == Start.CERTAIN);
  }

  private Stream<PodCase> podsOf(Task task) {
    return pods.stream().filter(pod -> pod.task().equals(task));
  }

  private Failure failure(Finding finding, Optional<Task> task) {
    Task named = task.orElseGet(() -> Cases.firstTask(evidence));
    return new Failure(
        finding.reason(),
        Ran.maybe(evidence, pods),
        finding.message(),
        finding.advice(),
        named.name(),
        named.index(),
        task.flatMap(Steps::toName),
        finding.exitCode());
  }
}
