package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** An image that cannot be had, or whose name is none. */
final class ImagePull {

  private static final String INVALID = "InvalidImageName";
  private static final Set<String> REASONS =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "RegistryUnavailable",
          "SignatureValidationFailed",
          "ImageInspectError",
          "ImageVolumeMountFailed",
          INVALID);

  private ImagePull() {}

  static Optional<Finding> find(PodCase pod) {
    return pod.waiting(c -> REASONS.contains(c.state().reason()))
        .map(c -> finding(pod, c))
        .or(() -> fromEvents(pod));
  }

  /** Whether it waits for its image. */
  static boolean waits(ContainerState state) {
    return REASONS.contains(state.reason());
  }

  private static Finding finding(PodCase pod, Container container) {
    String cause =
        container.state().message().isBlank()
            ? detail(pod).map(PodEvent::message).orElse("")
            : container.state().message();
    return finding(what(pod), container.state().reason(), cause);
  }

  /** Only where the workflow did not start after all. */
  private static Optional<Finding> fromEvents(PodCase pod) {
    return detail(pod)
        .map(e -> finding(what(pod), names(e, INVALID) ? INVALID : "ErrImagePull", e.message()));
  }

  /** The Event that says most. */
  private static Optional<PodEvent> detail(PodCase pod) {
    return pod.events().stream()
        .filter(ImagePull::tells)
        .max(Comparator.comparingInt(e -> e.message().length()));
  }

  private static boolean tells(PodEvent event) {
    return switch (event.reason()) {
      case "Failed" ->
          Words.in(event.message(), "failed to pull image")
              || REASONS.stream().anyMatch(reason -> names(event, reason));
      case "BackOff" -> Words.in(event.message(), "back-off pulling image");
      case "InspectFailed", "ErrImageNeverPull" -> true;
      default -> false;
    };
  }

  private static boolean names(PodEvent event, String reason) {
    return Words.in(event.message(), reason)
        || (reason.equals(INVALID) && Words.in(event.message(), "couldn't parse image name"));
  }

  private static String what(PodCase pod) {
    return "The image for " + pod.object();
  }

  static Finding finding(String what, String reason, String cause) {
    if (reason.equals(INVALID)) {
      return Finding.of(
          FailureReason.CONFIGURATION_ERROR,
          Words.because("The image reference of the workflow is not valid", cause),
          "Correct the image reference (spec.workflowRef.executionBundle for a Job), then create a new"
              + " WorkflowExecution.");
    }
    return Finding.of(
        FailureReason.IMAGE_PULL_BACK_OFF,
        Words.because(what + " could not be pulled", cause),
        "Check that the image exists, that the registry can be reached from the nodes and that"
            + " pull credentials are in place.");
  }
}
