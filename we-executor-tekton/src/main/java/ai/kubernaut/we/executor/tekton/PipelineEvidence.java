package ai.kubernaut.we.executor.tekton;

import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.Event;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Evidence.Task.State;
import ai.kubernaut.we.executor.tekton.LeanTaskRun.Attempt;
import ai.kubernaut.we.executor.tekton.LeanTaskRun.Sidecar;
import ai.kubernaut.we.executor.tekton.PipelineTasks.Made;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.kubernetes.engine.PodEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a PipelineRun, its TaskRuns, their pods and their Events say, without judgement. */
final class PipelineEvidence {

  private static final String STEP = "step-";
  private static final String SIDECAR = "sidecar-";
  private static final String OWN_SIDECAR = "sidecar-tekton-log-";
  private static final Set<String> PREPARATION =
      Set.of("prepare", "place-scripts", "working-dir-initializer", "place-tools", "nop");

  /** With this a TaskRun gives to its steps the reason for which it ended them itself. */
  private static final String MADE_UP = "TaskRun";

  private static final String IGNORED = "FailureIgnored";
  private static final String LEAVES_POD = "CreateContainerConfigError";

  /** Length of a time without what is less than a second. */
  private static final int SECOND = "2000-01-01T00:00:00".length();

  private final LeanPipelineRun run;
  private final PipelineTasks tasks;
  private final List<LeanPod> pods;

  /** How many pods seem to be its own, and belong to nothing that it names. */
  private final int strays;

  private final List<LeanEvent> events;
  private final PodEvidence translation = new PodEvidence(PipelineEvidence::role);

  PipelineEvidence(
      LeanPipelineRun run, PipelineTasks tasks, List<LeanPod> pods, List<LeanEvent> events) {
    this.run = run;
    this.tasks = tasks;
    this.pods = pods.stream().filter(tasks::own).toList();
    this.strays = (int) pods.stream().filter(this::belongs).count() - this.pods.size();
    this.events = events.stream().filter(this::ofThisRun).toList();
  }

  /** Names come again: what happened before it was created, to the second, is about another. */
  private boolean ofThisRun(LeanEvent event) {
    return event.lastSeen().length() < SECOND
        || run.createdAt().length() < SECOND
        || event.lastSeen().substring(0, SECOND).compareTo(run.createdAt().substring(0, SECOND))
            >= 0;
  }

  /** Of all that Tekton labels, as made for this run or, where labels are few, named after it. */
  private boolean belongs(LeanPod pod) {
    return tasks.own(pod)
        || (!pod.task().isEmpty()
            && (run.executionUid().isEmpty()
                ? pod.task().startsWith(run.name() + "-")
                : run.executionUid().equals(pod.executionUid())));
  }

  Evidence evidence() {
    List<Task> found = tasks.made().stream().map(this::task).toList();
    return new Evidence(
        Evidence.Shape.PIPELINE,
        run.condition().map(Succeeded::verdict),
        podsMade(),
        run.tasks(),
        found,
        translation.podEvents(events, pods, podNames(found)),
        ownEvents());
  }

  /** A container's part in the work is told by the prefix that Tekton gives its name. */
  private static Role role(String container) {
    if (container.startsWith(STEP)) {
      return Role.WORKFLOW;
    }
    if (container.startsWith(SIDECAR) && !container.startsWith(OWN_SIDECAR)) {
      return Role.SIDECAR;
    }
    return PREPARATION.contains(container) || container.startsWith(OWN_SIDECAR)
        ? Role.INIT
        : Role.FOREIGN;
  }

  /** One that has ended names all that it made, unless there are pods that contradict it. */
  private Optional<Integer> podsMade() {
    return over() && tasks.made().isEmpty() ? Optional.of(strays) : Optional.empty();
  }

  private static List<String> podNames(List<Task> tasks) {
    return tasks.stream().flatMap(t -> t.pods().stream()).map(Pod::name).distinct().toList();
  }

  private List<Event> ownEvents() {
    return Stream.concat(
            Stream.of(run.uid()),
            tasks.made().stream().flatMap(m -> m.taskRun().stream()).map(LeanTaskRun::uid))
        .flatMap(uid -> PodEvidence.eventsOn(uid, events).stream())
        .toList();
  }

  private Task task(Made made) {
    return made.taskRun()
        .map(taskRun -> task(made, taskRun))
        .orElseGet(
            () ->
                new Task(
                    made.name(),
                    made.index(),
                    State.OPEN,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    made.ofForeignKind() && unnoticed(made),
                    podsOf(made, over())));
  }

  private Task task(Made made, LeanTaskRun taskRun) {
    Attempt latest = taskRun.latest();
    List<Pod> attempts = attempts(made, taskRun);
    return new Task(
        made.name(),
        made.index(),
        latest.condition().map(PipelineEvidence::state).orElse(State.OPEN),
        latest.endedAt().or(() -> latest.condition().flatMap(Succeeded::since)),
        latest.condition().map(Succeeded::verdict),
        latest.steps(),
        taskRun.custom()
            ? latest.condition().isEmpty() && unnoticed(made)
            : latest.ended() && attempts.isEmpty(),
        attempts);
  }

  private static State state(Succeeded condition) {
    return switch (condition.status()) {
      case TRUE -> State.SUCCEEDED;
      case FALSE -> condition.verdict().reason().equals(IGNORED) ? State.IGNORED : State.FAILED;
      case UNKNOWN -> State.OPEN;
    };
  }

  /**
   * Whether nobody has taken up an object of a foreign kind, as far as Events go: they tell of the
   * PipelineRun, and not of it.
   */
  private boolean unnoticed(Made made) {
    boolean told = events.stream().anyMatch(e -> e.involvedUid().equals(run.uid()));
    return told
        && events.stream()
            .noneMatch(
                e ->
                    e.involvedKind().equals(made.object().kind())
                        && e.involvedName().equals(made.object().name()));
  }

  private List<Pod> podsOf(Made made, boolean over) {
    return translation.pods(
        pods.stream().filter(p -> PipelineTasks.madeBy(made, p)).toList(), over);
  }

  private boolean over() {
    return run.ended();
  }

  /** A TaskRun that ends because of a container's configuration leaves its pod as it is. */
  private static boolean over(Attempt attempt) {
    return attempt
        .condition()
        .filter(Succeeded::ended)
        .filter(c -> !c.verdict().reason().equals(LEAVES_POD))
        .isPresent();
  }

  /**
   * The pods of a TaskRun, those of its latest attempt last. One that was not seen is told of by
   * the attempt that names it.
   */
  private List<Pod> attempts(Made made, LeanTaskRun taskRun) {
    List<Pod> seen = podsOf(made, over(taskRun.latest()));
    Set<String> named = taskRun.attempts().stream().map(Attempt::pod).collect(Collectors.toSet());
    List<Pod> all = new ArrayList<>(seen.stream().filter(p -> !named.contains(p.name())).toList());
    for (Attempt attempt : taskRun.attempts()) {
      List<Pod> its = seen.stream().filter(p -> p.name().equals(attempt.pod())).toList();
      all.addAll(its);
      if (its.isEmpty() && !attempt.pod().isEmpty()) {
        all.add(unseen(attempt));
      }
    }
    return all;
  }

  private static Pod unseen(Attempt attempt) {
    List<Container> containers =
        Stream.concat(
                attempt.steps().stream().map(s -> container(s.container(), s.state())),
                attempt.sidecars().stream().map(PipelineEvidence::container))
            .toList();
    return new Pod(
        "",
        attempt.pod(),
        "",
        "Unknown",
        Optional.empty(),
        List.of(),
        containers,
        true,
        !attempt.ended());
  }

  private static Container container(Sidecar sidecar) {
    return container(sidecar.container(), sidecar.state());
  }

  private static Container container(String name, ContainerState state) {
    boolean known = !state.reason().startsWith(MADE_UP);
    return new Container(
        name, role(name), false, false, 0, known ? state : ContainerState.unreported());
  }
}
