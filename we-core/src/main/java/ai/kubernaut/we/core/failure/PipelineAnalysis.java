package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Evidence.Task.State;
import java.time.Instant;
import java.util.Comparator;
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

  Failure failure() {
    if (PipelineVerdict.cancelled(evidence)) {
      return cancelled();
    }
    return decided()
        .map(task -> failure(ofTask(task), Optional.of(task)))
        .or(() -> outOfTime() ? Optional.of(late()) : ofOpenTask())
        .orElseGet(this::whole);
  }

  /** Of a task that goes on as far as can be seen, while its pod has ended. */
  private Optional<Failure> ofOpenTask() {
    return evidence.tasks().stream()
        .filter(task -> task.state() == State.OPEN)
        .flatMap(
            task ->
                lastPodOf(task)
                    .flatMap(Endings::any)
                    .map(found -> failure(found, Optional.of(task)))
                    .stream())
        .findFirst();
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
                    ? PipelineVerdict.obstacle(evidence).map(this::ofWhole)
                    : Optional.empty());
  }

  /** Whether its cause, or whether it ran, is known only when Events are read. */
  boolean wantsEvents() {
    if (PipelineVerdict.cancelled(evidence)) {
      return unfinished().anyMatch(task -> !runs(task)) && Ran.maybe(evidence, pods);
    }
    if (decided().isPresent()) {
      return decided().filter(task -> !explained(task)).isPresent();
    }
    return outOfTime() ? unfinished().noneMatch(this::explained) : goesOn();
  }

  /** A task of a pipeline that has failed goes on in a view that lags. */
  private boolean goesOn() {
    return evidence.tasks().stream().anyMatch(task -> task.state() == State.OPEN);
  }

  /** Whether it says itself, or its pod does, why it ended and whether it ran. */
  private boolean explained(Task task) {
    if (TaskVerdict.timedOut(task) || TaskVerdict.cancelled(task) || task.state() == State.OPEN) {
      return runs(task) || obstacle(task).isPresent();
    }
    return Steps.failed(task).isPresent()
        ? !unseenEnd(task)
        : neverRan(task) || (runs(task) && podsOf(task).noneMatch(PodCase::open));
  }

  /** Its step was told to stop, as its exit code suggests, and nobody has seen by whom. */
  private boolean unseenEnd(Task task) {
    return TakenPod.suspected(task) && ofPods(task).isEmpty();
  }

  private boolean neverRan(Task task) {
    return podsOf(task).allMatch(pod -> pod.start() == Start.NEVER);
  }

  /** The first to fail, in time and else in order, that was not only ended because of another. */
  private Optional<Task> decided() {
    return evidence.tasks().stream()
        .filter(task -> task.state() == State.FAILED && !TaskVerdict.cancelled(task))
        .min(Comparator.comparing(task -> task.endedAt().orElse(Instant.MAX)));
  }

  private boolean outOfTime() {
    return PipelineVerdict.timedOut(evidence)
        || evidence.tasks().stream().anyMatch(TaskVerdict::cancelledForTime);
  }

  private Stream<Task> unfinished() {
    return evidence.tasks().stream()
        .filter(task -> task.state() == State.OPEN || TaskVerdict.cancelled(task));
  }

  private Finding ofTask(Task task) {
    return ofPods(task)
        .or(() -> TaskVerdict.beyondSteps(task).map(f -> f.orExitCode(stepCode(task))))
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
    return lastPodOf(task)
        .flatMap(
            pod ->
                OutOfMemory.beyond(pod, Steps.failed(task))
                    .or(() -> Disruption.find(pod))
                    .or(() -> TakenPod.find(task, pod)))
        .map(f -> f.orExitCode(stepCode(task)));
  }

  private static Optional<Integer> stepCode(Task task) {
    return Steps.failed(task).flatMap(step -> step.state().exitCode());
  }

  /** Of a container that is no step: a sidecar's, or one of the preparation. */
  private Optional<Integer> exitCode(Task task) {
    return lastPodOf(task).flatMap(Exits::own);
  }

  private Optional<Finding> obstacle(Task task) {
    return lastPodOf(task).flatMap(Obstacles::of).or(() -> TaskVerdict.obstacle(task));
  }

  private Failure cancelled() {
    Optional<Task> running = running();
    Optional<Task> named = running.or(() -> unfinished().findFirst());
    return failure(
        PipelineVerdict.cancelled(running.map(Task::name), Ran.maybe(evidence, pods)), named);
  }

  private Failure late() {
    return running()
        .map(task -> failure(TaskVerdict.tooSlow(task.name()), Optional.of(task)))
        .or(this::kept)
        .orElseGet(() -> failure(lateForNoCause(), unfinished().findFirst()));
  }

  /** What kept it from running by its deadline. */
  Optional<Failure> kept() {
    return runs()
        ? Optional.empty()
        : unfinished()
            .flatMap(task -> obstacle(task).map(f -> failure(f, Optional.of(task))).stream())
            .findFirst()
            .or(() -> PipelineVerdict.refusedTasks(evidence).map(this::ofWhole))
            .map(Failure::notInTime);
  }

  /** Whether a task that has not ended does its work. */
  boolean runs() {
    return running().isPresent();
  }

  private Optional<Task> running() {
    return unfinished().filter(this::runs).findFirst();
  }

  private Finding lateForNoCause() {
    if (Ran.maybe(evidence, pods)) {
      return unfinished()
          .findFirst()
          .flatMap(TaskVerdict::notEnded)
          .orElseGet(ChildVerdict::lateForNoKnownCause);
    }
    return unfinished()
        .findFirst()
        .map(task -> TaskVerdict.notTakenUp(task.name()))
        .orElseGet(ChildVerdict::lateBeforeTheStart);
  }

  private Failure whole() {
    return ofWhole(
        evidence.verdict().map(PipelineVerdict::of).orElseGet(() -> ChildVerdict.of(evidence)));
  }

  /** Of no task that began; the one that the pipeline's message names may not have begun. */
  private Failure ofWhole(Finding finding) {
    return NamedTask.in(evidence, finding.message())
        .map(named -> failure(finding, named.name(), named.index(), Optional.empty()))
        .orElseGet(() -> failure(finding, Optional.empty()));
  }

  private boolean runs(Task task) {
    return Steps.anyStarted(task)
        || (!TaskVerdict.podRefused(task)
            && lastPodOf(task).filter(pod -> pod.start() == Start.CERTAIN).isPresent());
  }

  private Stream<PodCase> podsOf(Task task) {
    return pods.stream().filter(pod -> pod.task().equals(task));
  }

  /** The pod of its latest attempt, even one that only Events tell of. */
  private Optional<PodCase> lastPodOf(Task task) {
    return podsOf(task)
        .filter(pod -> task.lastPod().map(pod.pod()::equals).orElse(true))
        .reduce((earlier, later) -> later);
  }

  private Failure failure(Finding finding, Optional<Task> task) {
    Task named = task.orElseGet(() -> Cases.firstTask(evidence));
    return failure(finding, named.name(), named.index(), task.flatMap(Steps::toName));
  }

  private Failure failure(Finding finding, String task, int index, Optional<String> step) {
    boolean mayHaveRun = Ran.maybe(evidence, pods);
    return new Failure(
        finding.reason(),
        mayHaveRun,
        located(finding.message(), task, step),
        finding.advice(mayHaveRun),
        task,
        index,
        step,
        finding.exitCode());
  }

  /** With the task and the step, where the message names no task itself. */
  private static String located(String message, String task, Optional<String> step) {
    boolean named = task.equals(Failure.WHOLE) || Words.in(message, "task " + task);
    return named || Words.in(message, "task \"" + task + "\"")
        ? message
        : "Task %s%s: %s".formatted(task, step.map(", step "::concat).orElse(""), message);
  }
}
