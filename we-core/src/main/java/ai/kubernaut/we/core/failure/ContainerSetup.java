package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
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
          "PostStartHookError");

  private ContainerSetup() {}

  static Optional<Finding> find(PodCase pod) {
    return pod.waiting()
        .filter(c -> WAITING.contains(c.state().reason()))
        .findFirst()
        .or(() -> pod.terminated().filter(Start::couldNotStart).findFirst())
        .map(c -> finding(pod, c.state().reason(), c.name(), c.state().message()))
        .or(() -> fromEvents(pod));
  }

  private static Optional<Finding> fromEvents(PodCase pod) {
    return pod.event(ContainerSetup::tells).map(e -> finding(pod, e.reason(), "", e.message()));
  }

  private static boolean tells(PodEvent event) {
    return (event.reason().equals("Failed") && Words.in(event.message(), "error"))
        || event.reason().equals("FailedCreatePodContainer");
  }

  private static Finding finding(PodCase pod, String reason, String container, String cause) {
    String what = container.isEmpty() ? "A container" : "Container " + container;
    return Finding.of(
        FailureReason.CONFIGURATION_ERROR,
        Words.because(
            "%s of %s could not be started (%s)".formatted(what, pod.object(), reason), cause),
        "Correct what it names: a missing Secret or ConfigMap or key, the image's command, or a"
            + " user that the security context forbids.");
  }
}
