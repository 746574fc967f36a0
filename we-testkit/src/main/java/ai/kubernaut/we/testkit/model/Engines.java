package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.child.Child;
import java.util.Optional;
import java.util.function.Consumer;

/** The engines and the kubelets: they make pods, run them, end them, and take deleted ones away. */
final class Engines {

  static final String JOB = "job";
  static final String TEKTON = "tekton";

  private final Moves moves;
  private final World world;

  Engines(Moves moves) {
    this.moves = moves;
    this.world = moves.world();
  }

  void steps() {
    children(world.server().jobs());
    children(world.server().pipelineRuns());
    Listing<Pod> pods = world.server().pods();
    for (int i = 0; i < pods.size(); i++) {
      abandoned(pods.get(i));
    }
  }

  private void children(Listing<Child> children) {
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).value().ours()) {
        child(children.get(i), world.server().pods().get(children.get(i).value().uid()));
      }
    }
  }

  private void child(Item<Child> child, Optional<Pod> pod) {
    switch (child.value().removal()) {
      case NONE -> living(child, pod);
      case CARELESS -> pod.ifPresent(this::runsOn);
      case FOREGROUND -> removing(child, pod);
      case DOUBTFUL, RELEASABLE -> {}
    }
  }

  private void living(Item<Child> child, Optional<Pod> pod) {
    switch (child.value().state()) {
      case STARTED -> started(child, pod);
      case STOPPING -> stops("the engine stops %s as asked", child, ChildChange.CANCELLED, pod);
      case SUSPENDED, FAILED -> pod.filter(p -> !p.phase().ended()).ifPresent(this::end);
      case HELD, SUCCEEDED -> {}
    }
  }

  private void started(Item<Child> child, Optional<Pod> pod) {
    if (pod.isEmpty()) {
      Child c = child.value();
      step(
          "the engine makes a pod for %s",
          c.uid(), d -> d.put(new Pod(c.uid(), c.executionUid(), Pod.Phase.WAITING)));
    } else {
      switch (pod.get().phase()) {
        case WAITING -> runs(pod.get());
        case RUNNING -> {
          finish("%s succeeds", child, ChildChange.SUCCEEDED, pod.get().in(Pod.Phase.SUCCEEDED));
          finish("%s fails", child, ChildChange.FAILED, pod.get().in(Pod.Phase.FAILED));
        }
        case TERMINATING -> end(pod.get());
        case SUCCEEDED, FAILED -> {}
      }
    }
    if (overdue(child.value())) {
      stops("the engine stops %s at its deadline", child, ChildChange.TIMED_OUT, pod);
    }
  }

  /** The engine's own deadline: the execution's, from its start. */
  private boolean overdue(Child child) {
    int allowed = Ticks.in(moves.stage().scenario().longestRun());
    return world
        .server()
        .executionOf(child.executionUid())
        .flatMap(e -> e.value().status().startTime())
        .map(start -> Ticks.since(start) >= allowed)
        .orElse(true);
  }

  private void runs(Pod pod) {
    step(
        "the container of %s starts",
        pod.childUid(), d -> new Promises(d.put(pod.in(Pod.Phase.RUNNING))).runs(pod));
  }

  private void finish(String what, Item<Child> child, ChildChange how, Pod pod) {
    step(what, child.value().uid(), d -> ends(d.put(pod), child, how));
  }

  private void stops(String what, Item<Child> child, ChildChange how, Optional<Pod> pod) {
    step(
        what,
        child.value().uid(),
        d -> {
          ends(d, child, how);
          pod.ifPresent(p -> kill(d, p));
        });
  }

  static void ends(Draft d, Item<Child> child, ChildChange how) {
    new Promises(d.becomes(child, how)).ended(child.value());
  }

  /** Deleted without waiting for its pods: they run on, and the child never says how it ended. */
  private void runsOn(Pod pod) {
    switch (pod.phase()) {
      case WAITING -> runs(pod);
      case RUNNING ->
          step("the pod of %s ends", pod.childUid(), d -> d.put(pod.in(Pod.Phase.SUCCEEDED)));
      case TERMINATING -> end(pod);
      case SUCCEEDED, FAILED -> {}
    }
  }

  private void removing(Item<Child> child, Optional<Pod> pod) {
    pod.ifPresentOrElse(
        this::end,
        () ->
            step(
                "nothing but our finalizer holds %s",
                child.value().uid(), d -> d.becomes(child, ChildChange.RELEASABLE)));
  }

  /** A pod whose child has vanished is collected. */
  private void abandoned(Item<Pod> pod) {
    if ((world.server().childBits() & Traits.childBit(pod.content().traits())) == 0) {
      end(pod.value());
    }
  }

  private void end(Pod pod) {
    step(
        pod.phase() == Pod.Phase.RUNNING ? "the pod of %s is told to end" : "the pod of %s is gone",
        pod.childUid(),
        d -> kill(d, pod));
  }

  /** A running pod takes its time; any other goes at once. */
  static void kill(Draft d, Pod pod) {
    if (pod.phase() == Pod.Phase.RUNNING) {
      d.put(pod.in(Pod.Phase.TERMINATING));
    } else {
      d.removePod(pod.childUid());
    }
  }

  private void step(String what, String uid, Consumer<Draft> change) {
    moves.fair(() -> what.formatted(uid), change);
  }
}
