package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import java.util.Optional;
import java.util.Set;

/** A container that could not be made or started as its pod describes it. */
final class ContainerSetup {

  private static final Set<String> WAITING =
      Set.of(
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError",
          "PreStartHookError",
          "PreCreateHookError",
          Start.HOOK);

  private ContainerSetup() {}

  static Optional<Finding> find(PodCase pod) {
    return pod.waiting(c -> WAITING.contains(c.state().reason()))
        .map(c -> finding(pod, c))
        .or(() -> couldNotStart(pod))
        .or(() -> fromEvents(pod));
  }

  /** The runtime could not start it, and its pod has ended with that. */
  static Optional<Finding> couldNotStart(PodCase pod) {
    return pod.terminated(c -> Start.couldNotStart(c.state())).map(c -> finding(pod, c));
  }

  /** Whether it waits for what its container says that it lacks. */
  static boolean waits(ContainerState state) {
    return WAITING.contains(state.reason()) && !state.reason().equals(Start.HOOK);
  }

  /** It had started, and what is to be called then has failed. */
  static Optional<Finding> brokenHook(PodCase pod) {
    return pod.waiting(c -> c.state().reason().equals(Start.HOOK)).map(c -> finding(pod, c));
  }

  private static Optional<Finding> fromEvents(PodCase pod) {
    return pod.event(ContainerSetup::tells)
        .map(e -> finding("A container of " + pod.object(), e.reason(), e.message()));
  }

  private static boolean tells(PodEvent event) {
    return (event.reason().equals("Failed") && Words.in(event.message(), "error"))
        || event.reason().equals("FailedCreatePodContainer");
  }

  private static Finding finding(PodCase pod, Container container) {
    ContainerState state = container.state();
    return finding(
            "Container %s of %s".formatted(container.name(), pod.object()),
            state.reason(),
            state.message())
        .withExitCode(state.exitCode());
  }

  static Finding finding(String what, String reason, String cause) {
    return Finding.of(
        FailureReason.CONFIGURATION_ERROR,
        Words.because("%s could not be started (%s)".formatted(what, reason), cause),
        "Correct what it names: a missing Secret or ConfigMap or key, the image's command, or a"
            + " user that the security context forbids.");
  }
}
