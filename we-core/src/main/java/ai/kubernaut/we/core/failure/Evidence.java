package ai.kubernaut.we.core.failure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the objects of one execution say, without judgement.
 *
 * @param shape how the child divides its work
 * @param verdict what the child itself says of its end, even before it has ended
 * @param podsMade how many pods the child's own account knows of; empty where it keeps none, or
 *     none that can be trusted
 * @param outline names of all its tasks in order, those among them that were never begun; empty
 *     where it is not known
 * @param tasks what ran or was to run, in order; a Job has one, named after its container
 * @param events Events of the child, its tasks and its pods; empty also before they were read
 */
public record Evidence(
    Shape shape,
    Optional<Verdict> verdict,
    Optional<Integer> podsMade,
    List<String> outline,
    List<Task> tasks,
    List<PodEvent> podEvents,
    List<Event> events) {

  /** How a child divides its work. */
  public enum Shape {
    /** One task; the child makes its pods itself. */
    ONE_TASK,
    /** Tasks that have objects of their own, which make the pods. */
    PIPELINE
  }

  public Evidence {
    outline = List.copyOf(outline);
    tasks = List.copyOf(tasks);
    podEvents = List.copyOf(podEvents);
    events = List.copyOf(events);
  }

  /** Of a child with one task, without a count of its pods. */
  public Evidence(Optional<Verdict> verdict, List<Task> tasks, List<Event> events) {
    this(Shape.ONE_TASK, verdict, Optional.empty(), List.of(), tasks, List.of(), events);
  }

  /** What is told also by Events, or only by them. */
  boolean hasEvents() {
    return !events.isEmpty() || !podEvents.isEmpty();
  }

  /**
   * Whether no pod of it was ever seen, though there should be one: a task that has ended may have
   * had pods that were not seen, and one without an object that is understood may need none.
   */
  public boolean podless() {
    return tasks.stream()
        .allMatch(
            task ->
                task.pods().isEmpty()
                    && task.state() == Task.State.OPEN
                    && (shape == Shape.ONE_TASK || task.verdict().isPresent()));
  }

  /** No object was seen. */
  public static Evidence none() {
    return new Evidence(Optional.empty(), List.of(), List.of());
  }

  /** A reason and a message, as a condition or a status gives them. */
  public record Verdict(String reason, String message) {}

  /**
   * One task and the pods that were made for it, oldest first.
   *
   * @param endedAt when it ended, where its object says so
   * @param verdict what its own object says, even before it has ended; empty where it has none, or
   *     where only its name is known
   * @param steps what its object says of its steps, in order; empty where it has none
   * @param podless no pod was ever made for it, as far as its own object can say that
   */
  public record Task(
      String name,
      int index,
      State state,
      Optional<Instant> endedAt,
      Optional<Verdict> verdict,
      List<Step> steps,
      boolean podless,
      List<Pod> pods) {

    /** How a task has ended, as its object says. */
    public enum State {
      /** Not yet ended, or not known. */
      OPEN,
      SUCCEEDED,
      FAILED,
      /** It failed, and the workflow was told to go on. */
      IGNORED
    }

    public Task {
      steps = List.copyOf(steps);
      pods = List.copyOf(pods);
    }

    /** The one task of a child that has no objects for tasks. */
    public Task(String name, int index, Optional<Verdict> verdict, List<Pod> pods) {
      this(name, index, State.OPEN, Optional.empty(), verdict, List.of(), false, pods);
    }

    /** The pod of its latest attempt. */
    Optional<Pod> lastPod() {
      return pods.isEmpty() ? Optional.empty() : Optional.of(pods.get(pods.size() - 1));
    }
  }

  /**
   * One step of a task.
   *
   * @param container the container that it runs in
   * @param ending why it ended, in its engine's words, such as {@code TimeoutExceeded}; may be
   *     empty
   */
  public record Step(String name, String container, ContainerState state, String ending) {}

  /**
   * One pod.
   *
   * @param uid empty for a pod that only its task names
   * @param node where it was scheduled; empty before that
   * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed} or {@code
   *     Unknown}
   * @param verdict reason and message of the pod's own status
   * @param conditions its conditions, by type, such as {@code DisruptionTarget}
   * @param deleted it was deleted, or is being deleted
   * @param unwatched it went away while nobody watched, so that more may have happened than this
   */
  public record Pod(
      String uid,
      String name,
      String node,
      String phase,
      Optional<Verdict> verdict,
      List<PodCondition> conditions,
      List<Container> containers,
      boolean deleted,
      boolean unwatched) {
    public Pod {
      conditions = List.copyOf(conditions);
      containers = List.copyOf(containers);
    }

    /** The same pod with these containers. */
    Pod with(List<Container> others) {
      return new Pod(uid, name, node, phase, verdict, conditions, others, deleted, unwatched);
    }
  }

  /** A condition of a pod. */
  public record PodCondition(String type, boolean isTrue, String reason, String message) {}

  /**
   * One container of a pod.
   *
   * @param started it has certainly started at least once
   * @param stopped it ended after somebody had asked for its end, perhaps because of that: the
   *     deletion of its pod, or the child's deadline
   * @param before the failure after which it was started again, where it has been
   */
  public record Container(
      String name,
      Role role,
      boolean started,
      boolean stopped,
      int restarts,
      ContainerState state,
      Optional<ContainerState> before) {

    /** One that was never started again after a failure. */
    public Container(
        String name,
        Role role,
        boolean started,
        boolean stopped,
        int restarts,
        ContainerState state) {
      this(name, role, started, stopped, restarts, state, Optional.empty());
    }

    /** The same container, as if the failure before its last start were its end. */
    Container asBefore() {
      return new Container(name, role, started, false, restarts, before.orElse(state));
    }

    /** What the container is there for. */
    public enum Role {
      /** The workflow itself. */
      WORKFLOW,
      /** The workflow's company, brought by the workflow. */
      SIDECAR,
      /** The engine's preparation. */
      INIT,
      /** Put into the pod by others. */
      FOREIGN;

      /** Whether the workflow acts through it. */
      public boolean acts() {
        return this == WORKFLOW || this == SIDECAR;
      }
    }
  }

  /**
   * Where a container is.
   *
   * @param exitCode present once it has ended
   */
  public record ContainerState(
      Kind kind, Optional<Integer> exitCode, String reason, String message) {

    /** The three states of Kubernetes, and that none was reported. */
    public enum Kind {
      WAITING,
      RUNNING,
      TERMINATED,
      UNREPORTED
    }

    public static ContainerState unreported() {
      return new ContainerState(Kind.UNREPORTED, Optional.empty(), "", "");
    }
  }

  /** An Event on the child, or on one of its tasks, in the words of their controllers. */
  public record Event(String involvedUid, String reason, String message) {}

  /**
   * An Event on a pod.
   *
   * @param role of the container that it names; empty where it names none
   * @param count how often it happened
   */
  public record PodEvent(
      String podUid,
      String podName,
      Optional<Container.Role> role,
      String reason,
      String message,
      int count) {}
}
