package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Evidence.Event;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.PodCondition;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts evidence together, one fact at a time. */
final class Facts {

  static final String BACKOFF = "BackoffLimitExceeded";
  static final String DEADLINE = "DeadlineExceeded";

  private final List<Pod> pods = new ArrayList<>();
  private final List<PodEvent> podEvents = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private Optional<Verdict> verdict = Optional.empty();
  private Optional<Integer> podsMade = Optional.empty();

  static Facts none() {
    return new Facts();
  }

  Facts verdict(String reason) {
    return verdict(reason, "The child says " + reason);
  }

  Facts verdict(String reason, String message) {
    verdict = Optional.of(new Verdict(reason, message));
    return this;
  }

  Facts podsMade(int count) {
    podsMade = Optional.of(count);
    return this;
  }

  Facts pod(APod pod) {
    pods.add(pod.build("pod-" + (pods.size() + 1)));
    return this;
  }

  /** An Event on the first pod, whether it is in view or not. */
  Facts podEvent(String reason, String message) {
    return podEvent(reason, message, 1);
  }

  Facts podEvent(String reason, String message, int count) {
    podEvents.add(
        new PodEvent("uid-pod-1", "pod-1", Optional.of(Role.WORKFLOW), reason, message, count));
    return this;
  }

  Facts event(String reason, String message) {
    events.add(new Event("uid-child", reason, message));
    return this;
  }

  Evidence evidence() {
    Task task = new Task(Failure.WHOLE, 0, Optional.empty(), pods);
    return new Evidence(
        Evidence.Shape.ONE_TASK, verdict, podsMade, List.of(), List.of(task), podEvents, events);
  }

  static Container container(
      Role role, Kind kind, String reason, Integer exitCode, boolean stopped) {
    boolean started = kind == Kind.RUNNING || (kind == Kind.TERMINATED && started(reason));
    return new Container(
        role.name().toLowerCase(java.util.Locale.ROOT),
        role,
        started,
        stopped,
        0,
        new ContainerState(kind, Optional.ofNullable(exitCode), reason, ""));
  }

  private static boolean started(String reason) {
    return !reason.equals("ContainerStatusUnknown") && !reason.equals("StartError");
  }

  /** A pod in the making; scheduled and without containers until it is told otherwise. */
  static final class APod {
    private final String phase;
    private final List<PodCondition> conditions = new ArrayList<>();
    private final List<Container> containers = new ArrayList<>();
    private String node = "node-1";
    private Optional<Verdict> verdict = Optional.empty();
    private boolean deleted;
    private boolean unwatched;

    private APod(String phase) {
      this.phase = phase;
    }

    static APod in(String phase) {
      return new APod(phase);
    }

    APod unbound() {
      node = "";
      return this;
    }

    APod unscheduled(String message) {
      node = "";
      conditions.add(new PodCondition("PodScheduled", false, "Unschedulable", message));
      return this;
    }

    APod scheduled() {
      conditions.add(new PodCondition("PodScheduled", true, "", ""));
      return this;
    }

    APod disrupted(String reason) {
      conditions.add(new PodCondition("DisruptionTarget", true, reason, "said " + reason));
      return this;
    }

    APod says(String reason, String message) {
      verdict = Optional.of(new Verdict(reason, message));
      return this;
    }

    APod waiting(String reason) {
      return with(container(Role.WORKFLOW, Kind.WAITING, reason, null, false));
    }

    APod running() {
      return with(container(Role.WORKFLOW, Kind.RUNNING, "", null, false));
    }

    APod exited(int code) {
      return exited("Error", code);
    }

    APod exited(String reason, int code) {
      return with(container(Role.WORKFLOW, Kind.TERMINATED, reason, code, false));
    }

    APod stopped(int code) {
      return with(container(Role.WORKFLOW, Kind.TERMINATED, "Error", code, true)).deleted();
    }

    APod with(Container container) {
      containers.add(container);
      return this;
    }

    APod deleted() {
      deleted = true;
      return this;
    }

    APod unwatched() {
      deleted = true;
      unwatched = true;
      return this;
    }

    Pod build(String name) {
      return new Pod(
          "uid-" + name, name, node, phase, verdict, conditions, containers, deleted, unwatched);
    }
  }
}
