package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.plan.Observation.Scope;
import java.util.List;
import java.util.Optional;

/** What a child says of itself, with what its pod and the Events say. */
final class PodEvidence {

  private static final List<Evidence.Event> EVENTS =
      List.of(new Evidence.Event("", "Scheduled", "assigned to node-1"));

  private PodEvidence() {}

  static Child of(Child c, Optional<Pod> pod, Scope scope) {
    if (!c.ours()) {
      return c;
    }
    List<Evidence.Task> tasks =
        pod.map(p -> new Evidence.Task("workflow", 0, Optional.empty(), List.of(evidence(p))))
            .map(List::of)
            .orElse(List.of());
    Evidence evidence =
        new Evidence(
            Children.shape(c.engine()),
            c.evidence().verdict(),
            Optional.empty(),
            List.of(),
            tasks,
            List.of(),
            scope == Scope.SERVER_AND_EVENTS ? EVENTS : List.of());
    return new Child(
        c.engine(),
        c.kind(),
        c.namespace(),
        c.name(),
        c.uid(),
        c.resourceVersion(),
        c.executionUid(),
        c.execution(),
        c.state(),
        c.removal(),
        c.progress(),
        c.endedAt(),
        evidence);
  }

  private static Evidence.Pod evidence(Pod pod) {
    boolean deleted = pod.phase() == Pod.Phase.TERMINATING;
    return new Evidence.Pod(
        pod.childUid(),
        "pod-of-" + pod.childUid(),
        "node-1",
        phase(pod.phase()),
        Optional.empty(),
        List.of(),
        List.of(container(pod.phase())),
        deleted,
        false);
  }

  private static String phase(Pod.Phase phase) {
    return switch (phase) {
      case WAITING -> "Pending";
      case RUNNING, TERMINATING -> "Running";
      case SUCCEEDED -> "Succeeded";
      case FAILED -> "Failed";
    };
  }

  private static Evidence.Container container(Pod.Phase phase) {
    return new Evidence.Container(
        "workflow",
        Evidence.Container.Role.WORKFLOW,
        phase != Pod.Phase.WAITING,
        false,
        0,
        switch (phase) {
          case WAITING -> state(ContainerState.Kind.WAITING, "ContainerCreating");
          case RUNNING, TERMINATING -> state(ContainerState.Kind.RUNNING, "");
          case SUCCEEDED -> ended(0, "Completed");
          case FAILED -> ended(1, "Error");
        });
  }

  private static ContainerState state(ContainerState.Kind kind, String reason) {
    return new ContainerState(kind, Optional.empty(), reason, "");
  }

  private static ContainerState ended(int exitCode, String reason) {
    return new ContainerState(ContainerState.Kind.TERMINATED, Optional.of(exitCode), reason, "");
  }
}
