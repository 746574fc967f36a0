package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.child.Progress;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.testkit.model.search.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The engines and the kubelets: they make pods, run them, end them, and take deleted ones away. */
final class Engines {

  static final String JOB = "job";
  static final String TEKTON = "tekton";

  private static final Progress RUNNING = new Progress("Running", "", 0, 1, Optional.empty());
  private static final Progress ENDED = new Progress("Ended", "", 1, 1, Optional.empty());

  private final Scenario scenario;
  private final World world;
  private final List<Step<World>> steps;

  Engines(Scenario scenario, World world, List<Step<World>> steps) {
    this.scenario = scenario;
    this.world = world;
    this.steps = steps;
  }

  static Child held(String uid, ChildSpec spec) {
    return new Child(
        spec.engine(),
        spec.engine().equals(JOB) ? "Job" : "PipelineRun",
        spec.namespace(),
        spec.name(),
        uid,
        "",
        spec.annotations().getOrDefault(Names.EXECUTION_UID_LABEL, ""),
        spec.annotations().getOrDefault(Names.SOURCE_NAMESPACE_LABEL, "")
            + "/"
            + spec.annotations().getOrDefault(Names.EXECUTION_LABEL, ""),
        ChildState.HELD,
        Removal.NONE,
        RUNNING,
        Optional.empty(),
        Evidence.none());
  }

  /** Somebody else's, which runs for ever. */
  static Child foreign(String engine, String name, String uid) {
    return new Child(
        engine,
        engine.equals(JOB) ? "Job" : "PipelineRun",
        "kubernaut-workflows",
        name,
        uid,
        "",
        "",
        "",
        ChildState.STARTED,
        Removal.NONE,
        RUNNING,
        Optional.empty(),
        Evidence.none());
  }

  static Child in(Child c, ChildState state) {
    return copy(c, state, c.removal(), c.endedAt(), c.evidence());
  }

  static Child stopping(Child c) {
    return c.state().ended() || c.state() == ChildState.STOPPING ? c : in(c, ChildState.STOPPING);
  }

  static Child deletedInForeground(Child c) {
    return c.removal() == Removal.NONE || c.removal() == Removal.CARELESS
        ? removing(c, Removal.FOREGROUND)
        : c;
  }

  static Child removing(Child c, Removal removal) {
    return copy(c, c.state(), removal, c.endedAt(), c.evidence());
  }

  private static Child ended(Child c, ChildState state, Instant at, String verdict) {
    return copy(
        c,
        state,
        c.removal(),
        Optional.of(at),
        new Evidence(Optional.of(new Evidence.Verdict(verdict, "")), List.of(), List.of()));
  }

  private static Child copy(
      Child c, ChildState state, Removal removal, Optional<Instant> endedAt, Evidence evidence) {
    return new Child(
        c.engine(),
        c.kind(),
        c.namespace(),
        c.name(),
        c.uid(),
        c.resourceVersion(),
        c.executionUid(),
        c.execution(),
        state,
        removal,
        state.ended() ? ENDED : RUNNING,
        endedAt,
        evidence);
  }

  void steps() {
    world.server().children().map(Item::value).filter(Child::ours).forEach(this::child);
    world.server().pods().items().forEach(item -> abandoned(item.value()));
  }

  private void child(Child child) {
    Optional<Pod> pod = world.server().pods().get(child.uid());
    switch (child.removal()) {
      case NONE -> living(child, pod);
      case CARELESS -> pod.ifPresent(this::runsOn);
      case FOREGROUND -> removing(child, pod);
      case RELEASABLE -> {}
    }
  }

  private void living(Child child, Optional<Pod> pod) {
    switch (child.state()) {
      case STARTED -> started(child, pod);
      case STOPPING -> stopped(child, pod);
      case SUSPENDED, FAILED -> pod.filter(p -> !p.phase().ended()).ifPresent(this::end);
      case HELD, SUCCEEDED -> {}
    }
  }

  private void started(Child child, Optional<Pod> pod) {
    if (pod.isEmpty()) {
      step(
          "the engine makes a pod for %s".formatted(child.uid()),
          d -> putPod(d, new Pod(child.uid(), child.executionUid(), Pod.Phase.WAITING)));
    } else {
      switch (pod.get().phase()) {
        case WAITING -> runs(pod.get());
        case RUNNING -> finish(child, pod.get());
        case TERMINATING -> end(pod.get());
        case SUCCEEDED, FAILED -> {}
      }
    }
    if (overdue(child)) {
      step(
          "the engine stops %s at its deadline".formatted(child.uid()),
          d -> {
            put(d, ended(child, ChildState.FAILED, now(), "DeadlineExceeded"));
            pod.ifPresent(p -> kill(d, p));
          });
    }
  }

  /** The engine's own deadline: the execution's, from its start. */
  private boolean overdue(Child child) {
    return world
        .server()
        .executionOf(child.executionUid())
        .flatMap(e -> e.value().status().startTime())
        .map(start -> world.clock() >= Ticks.of(start) + 1)
        .orElse(true);
  }

  private void runs(Pod pod) {
    step(
        "the container of %s starts".formatted(pod.childUid()),
        d -> {
          putPod(d, pod.in(Pod.Phase.RUNNING));
          d.ledger(scenario.index(pod.executionUid()), Ledger::ranToo);
        });
  }

  private void finish(Child child, Pod pod) {
    step(
        "%s succeeds".formatted(child.uid()),
        d -> {
          putPod(d, pod.in(Pod.Phase.SUCCEEDED));
          put(d, ended(child, ChildState.SUCCEEDED, now(), "Completed"));
        });
    step(
        "%s fails".formatted(child.uid()),
        d -> {
          putPod(d, pod.in(Pod.Phase.FAILED));
          put(d, ended(child, ChildState.FAILED, now(), "Failed"));
        });
  }

  private void stopped(Child child, Optional<Pod> pod) {
    step(
        "the engine stops %s as asked".formatted(child.uid()),
        d -> {
          put(d, ended(child, ChildState.FAILED, now(), "Cancelled"));
          pod.ifPresent(p -> kill(d, p));
        });
  }

  /** Deleted without waiting for its pods: they run on, and the child never says how it ended. */
  private void runsOn(Pod pod) {
    switch (pod.phase()) {
      case WAITING -> runs(pod);
      case RUNNING ->
          step(
              "the pod of %s ends".formatted(pod.childUid()),
              d -> putPod(d, pod.in(Pod.Phase.SUCCEEDED)));
      case TERMINATING -> end(pod);
      case SUCCEEDED, FAILED -> {}
    }
  }

  private void removing(Child child, Optional<Pod> pod) {
    pod.ifPresentOrElse(
        this::end,
        () ->
            step(
                "nothing but our finalizer holds %s".formatted(child.uid()),
                d -> put(d, removing(child, Removal.RELEASABLE))));
  }

  /** A pod whose child has vanished is collected. */
  private void abandoned(Pod pod) {
    if (world.server().childOf(pod.childUid()).isEmpty()) {
      end(pod);
    }
  }

  private void end(Pod pod) {
    step(
        pod.phase() == Pod.Phase.RUNNING
            ? "the pod of %s is told to end".formatted(pod.childUid())
            : "the pod of %s is gone".formatted(pod.childUid()),
        d -> kill(d, pod));
  }

  /** A running pod takes its time; any other goes at once. */
  private void kill(World.Draft d, Pod pod) {
    if (pod.phase() == Pod.Phase.RUNNING) {
      putPod(d, pod.in(Pod.Phase.TERMINATING));
    } else {
      d.server = d.server.withPods(d.server.pods().without(pod.childUid(), d.next()));
    }
  }

  private Instant now() {
    return Ticks.at(world.clock());
  }

  private void putPod(World.Draft d, Pod pod) {
    d.server = d.server.withPods(d.server.pods().with(pod.childUid(), pod, d.next()));
  }

  private void put(World.Draft d, Child child) {
    d.server =
        d.server.withChildren(
            child.engine(), d.server.children(child.engine()).with(child.name(), child, d.next()));
    if (child.state().ended() && ranWithoutExecution(child)) {
      new Promises(scenario, world, d).rest(child.name(), world.clock());
    }
  }

  /** Only the child knows when it ended. */
  private boolean ranWithoutExecution(Child child) {
    return child.removal() == Removal.NONE
        && world.ledgers().get(scenario.index(child.executionUid())).ran()
        && world.server().executionOf(child.executionUid()).isEmpty();
  }

  private void step(String what, Consumer<World.Draft> change) {
    steps.add(Steps.of(world, what, change));
  }
}
