package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.PodCondition;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import ai.kubernaut.we.core.failure.Evidence.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** One pod with its Events, for the policies to look at. */
record PodCase(Task task, Pod pod, List<PodEvent> events) {

  /** Reasons with which a kubelet turns a pod away before anything of it starts. */
  private static final Set<String> TURNED_AWAY =
      Set.of(
          "UnexpectedAdmissionError",
          "NodeAffinity",
          "NodeName",
          "NodePorts",
          "NodeShutdown",
          "TaintToleration",
          "AppArmor",
          "SysctlForbidden",
          "PodOSSelectorNodeLabelDoesNotMatch",
          "PodOSNotSupported",
          "PodFeatureUnsupported",
          "InvalidNodeInfo",
          "TopologyAffinityError",
          "VolumeAttachmentLimitExceeded");

  /** With these words a kubelet begins the message of a pod that it refuses, for any reason. */
  private static final List<String> REJECTIONS =
      List.of("Pod was rejected", "The node had condition");

  /**
   * A kubelet reports on one pod only so often before it falls silent, so that after this many
   * Events the one of the start may be missing.
   */
  private static final int SILENT_AFTER = 20;

  /** {@code Pod wfe-...-x7k2p}, to begin a sentence with. */
  String subject() {
    return "Pod " + pod.name();
  }

  /** {@code pod wfe-...-x7k2p}, within a sentence. */
  String object() {
    return "pod " + pod.name();
  }

  /** The first container that waits, and is like this. */
  Optional<Container> waiting(Predicate<Container> like) {
    return container(c -> c.state().kind() == Kind.WAITING && like.test(c));
  }

  /** The first container that has ended, and is like this. */
  Optional<Container> terminated(Predicate<Container> like) {
    return container(c -> c.state().kind() == Kind.TERMINATED && like.test(c));
  }

  private Optional<Container> container(Predicate<Container> like) {
    return first(pod.containers(), like);
  }

  /** The first condition of this type that is true. */
  Optional<PodCondition> holds(String type) {
    return first(pod.conditions(), c -> c.type().equals(type) && c.isTrue());
  }

  /** The first condition of this type that is false. */
  Optional<PodCondition> fails(String type) {
    return first(pod.conditions(), c -> c.type().equals(type) && !c.isTrue());
  }

  /** The reason of the pod's own status, or empty text. */
  String reason() {
    return pod.verdict().map(Evidence.Verdict::reason).orElse("");
  }

  String message() {
    return pod.verdict().map(Evidence.Verdict::message).orElse("");
  }

  Optional<PodEvent> event(String reason) {
    return event(e -> e.reason().equals(reason));
  }

  Optional<PodEvent> event(Predicate<PodEvent> which) {
    return first(events, which);
  }

  /** What a stream does, for the short lists that every policy looks through. */
  private static <T> Optional<T> first(List<T> all, Predicate<T> like) {
    for (T each : all) {
      if (like.test(each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** What the first of these policies finds that finds anything. */
  Optional<Finding> found(List<Function<PodCase, Optional<Finding>>> policies) {
    for (Function<PodCase, Optional<Finding>> policy : policies) {
      Optional<Finding> found = policy.apply(this);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  boolean ended() {
    return pod.phase().equals("Failed") || pod.phase().equals("Succeeded");
  }

  /** Whether it goes on as far as can be seen: the view of a child that has failed lags then. */
  boolean open() {
    return !ended() && !pod.deleted();
  }

  /** Whether a container of the workflow has certainly started, and it is not stuck since. */
  boolean runs() {
    return start() == Start.CERTAIN && !stuck();
  }

  /**
   * Whether a container lacks what it needs, and no other of the workflow is under way. Events of
   * more starts than there are containers that have ended tell of one that got on.
   */
  private boolean stuck() {
    List<Container> acting = pod.containers().stream().filter(c -> c.role().acts()).toList();
    long done = acting.stream().filter(PodCase::done).count();
    int starts = events.stream().filter(this::startOfWorkflow).mapToInt(PodEvent::count).sum();
    return starts <= done
        && acting.stream().map(Container::state).anyMatch(Obstacles::waits)
        && acting.stream().filter(c -> c.role() == Role.WORKFLOW).allMatch(PodCase::idle);
  }

  private static boolean done(Container container) {
    return container.state().exitCode().filter(code -> code == 0).isPresent()
        && !container.stopped();
  }

  /** It has done its work, lacks something, or waits for its turn. */
  private static boolean idle(Container container) {
    return done(container)
        || (container.state().kind() == Kind.WAITING && container.restarts() == 0);
  }

  /** Whether its kubelet refused it, as far as its status says. */
  boolean turnedAway() {
    return container(c -> c.state().kind() != Kind.UNREPORTED).isEmpty()
        && pod.phase().equals("Failed")
        && (TURNED_AWAY.contains(reason())
            || reason().startsWith("OutOf")
            || REJECTIONS.stream().anyMatch(message()::startsWith));
  }

  boolean scheduled() {
    return !pod.node().isEmpty()
        || holds("PodScheduled").isPresent()
        || event("Scheduled").isPresent();
  }

  /** Whether a container of the workflow has started in it. */
  Start start() {
    if (event(this::startOfWorkflow).isPresent()) {
      return Start.CERTAIN;
    }
    Start seen = seen();
    if (seen == Start.NEVER && pod.unwatched()) {
      seen = Start.UNKNOWN;
    }
    boolean open = seen == Start.UNKNOWN && !unanswered();
    return open && (explained() || excluded()) ? Start.NEVER : seen;
  }

  private boolean startOfWorkflow(PodEvent event) {
    return event.reason().equals("Started") && event.role().map(Container.Role::acts).orElse(true);
  }

  private Start seen() {
    if (turnedAway()) {
      return Start.NEVER;
    }
    Start containers = Start.NEVER;
    for (Container container : pod.containers()) {
      containers = container.role().acts() ? containers.or(Start.of(container)) : containers;
    }
    if (containers == Start.CERTAIN) {
      return Start.CERTAIN;
    }
    if (pod.phase().equals("Pending") && !scheduled()) {
      return Start.NEVER;
    }
    return container(c -> c.role().acts()).isEmpty() ? Start.UNKNOWN : containers;
  }

  /** Whether a runtime did not say if it has started a container of the workflow. */
  private boolean unanswered() {
    return waiting(c -> c.role().acts() && Start.unanswered(c.state())).isPresent();
  }

  /** Whether its task says of its latest attempt that nothing has started in its pod. */
  private boolean excluded() {
    boolean latest =
        task.lastPod()
            .filter(p -> p.uid().equals(pod.uid()) && p.name().equals(pod.name()))
            .isPresent();
    long acting = pod.containers().stream().filter(c -> c.role().acts()).count();
    return latest && !getsOn() && TaskVerdict.beforeStart(task, acting);
  }

  /**
   * Whether its Events say why it could not start, are too few to have hidden a start, and nothing
   * contradicts them.
   */
  private boolean explained() {
    int told =
        events.stream()
            .filter(e -> !e.reason().equals("FailedScheduling"))
            .mapToInt(PodEvent::count)
            .sum();
    return !events.isEmpty() && told <= SILENT_AFTER && !getsOn() && Obstacles.of(this).isPresent();
  }

  /** Its own phase says that it got past all obstacles. */
  private boolean getsOn() {
    return pod.phase().equals("Running") || pod.phase().equals("Succeeded");
  }
}
