package ai.kubernaut.we.testkit.engine;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.child.Progress;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import ai.kubernaut.we.core.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One child as a server would keep it, with the one pod that it may have. */
final class SimulatedObject {

  private static final int SIGTERM = 143;

  final String uid;
  ChildState state = ChildState.HELD;
  Removal removal = Removal.NONE;
  long version;

  private final ChildSpec spec;
  private boolean podMade;
  private boolean podDeleted;
  private Optional<Integer> exitCode = Optional.empty();
  private Optional<Instant> endedAt = Optional.empty();

  private SimulatedObject(ChildSpec spec, long version) {
    this.spec = spec;
    this.uid = "uid-" + version;
    this.version = version;
  }

  static SimulatedObject of(ChildSpec spec, long version) {
    return new SimulatedObject(spec, version);
  }

  String name() {
    return spec.name();
  }

  boolean runs() {
    return podMade && exitCode.isEmpty();
  }

  void run() {
    if (state != ChildState.STARTED || removal != Removal.NONE || podMade) {
      throw new IllegalStateException(name() + " cannot begin to run: it is " + words());
    }
    podMade = true;
  }

  void exit(int code, Instant now) {
    if (!runs()) {
      throw new IllegalStateException(name() + " cannot exit: nothing of it runs");
    }
    exitCode = Optional.of(code);
    end(code == 0 ? ChildState.SUCCEEDED : ChildState.FAILED, now);
  }

  void stop() {
    if (!state.ended()) {
      state = ChildState.STOPPING;
    }
  }

  /** What was asked to end has ended. Returns whether that changes anything. */
  boolean settle(Instant now) {
    boolean ends = state == ChildState.STOPPING;
    boolean goes = removal == Removal.FOREGROUND;
    if ((ends || goes) && runs()) {
      exitCode = Optional.of(SIGTERM);
      podDeleted = true;
    }
    if (ends) {
      end(ChildState.FAILED, now);
    }
    if (goes) {
      removal = Removal.RELEASABLE;
    }
    return ends || goes;
  }

  private void end(ChildState how, Instant now) {
    state = how;
    endedAt = Optional.of(now);
  }

  Child view() {
    return new Child(
        spec.engine(),
        "Simulation",
        spec.namespace(),
        name(),
        uid,
        Long.toString(version),
        spec.labels().getOrDefault(Names.EXECUTION_UID_LABEL, ""),
        execution(),
        state,
        removal,
        new Progress(words(), "", state == ChildState.SUCCEEDED ? 1 : 0, 1, Optional.empty()),
        endedAt,
        evidence());
  }

  private String execution() {
    String namespace = spec.annotations().getOrDefault(Names.SOURCE_NAMESPACE_LABEL, "");
    String name = spec.annotations().getOrDefault(Names.EXECUTION_LABEL, "");
    return namespace.isEmpty() || name.isEmpty() ? "" : namespace + "/" + name;
  }

  private String words() {
    return state.toString().substring(0, 1)
        + state.toString().substring(1).toLowerCase(Locale.ROOT);
  }

  private Evidence evidence() {
    Optional<Verdict> verdict =
        state == ChildState.FAILED ? Optional.of(new Verdict(words(), "")) : Optional.empty();
    Task task = new Task(Failure.WHOLE, 0, Optional.empty(), podMade ? List.of(pod()) : List.of());
    return new Evidence(verdict, List.of(task), List.of());
  }

  private Pod pod() {
    Container container =
        new Container(Failure.WHOLE, Container.Role.WORKFLOW, true, podDeleted, 0, container());
    String phase = exitCode.map(code -> code == 0 ? "Succeeded" : "Failed").orElse("Running");
    return new Pod(
        "pod-of-" + uid,
        name() + "-pod",
        "node",
        phase,
        Optional.empty(),
        List.of(),
        List.of(container),
        podDeleted,
        false);
  }

  private ContainerState container() {
    return exitCode.isEmpty()
        ? new ContainerState(ContainerState.Kind.RUNNING, exitCode, "", "")
        : new ContainerState(
            ContainerState.Kind.TERMINATED,
            exitCode,
            exitCode.get() == 0 ? "Completed" : "Error",
            "");
  }
}
