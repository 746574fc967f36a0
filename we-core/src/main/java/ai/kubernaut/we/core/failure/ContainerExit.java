package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Container;
import java.util.Optional;

/** A container ended by itself with an exit code that means failure. */
final class ContainerExit {

  private ContainerExit() {}

  static Optional<Finding> find(PodCase pod) {
    return Exits.failed(pod).map(c -> finding(pod, c)).or(() -> restarted(pod));
  }

  /** Its exit code was not seen, but that its kubelet started it again was. */
  private static Optional<Finding> restarted(PodCase pod) {
    return pod.event(e -> Words.in(e.message(), "back-off restarting failed container"))
        .map(
            e ->
                Finding.of(
                    FailureReason.TASK_FAILED,
                    "%s failed and was restarted until the limit was reached; its exit code was"
                            .formatted(pod.subject())
                        + " not seen.",
                    advice(1)));
  }

  private static Finding finding(PodCase pod, Container container) {
    int code = container.state().exitCode().orElse(0);
    return new Finding(
        FailureReason.TASK_FAILED,
        "Container "
            + container.name()
            + " of "
            + pod.object()
            + " ended with exit code "
            + code
            + Exits.meaning(code)
            + said(container)
            + ".",
        advice(code),
        container.state().exitCode());
  }

  /** What the workflow wrote into its termination message. */
  private static String said(Container container) {
    String message = Words.quote(container.state().message());
    return message.isEmpty() ? "" : "; it said: " + message;
  }

  static String advice(int code) {
    return switch (code) {
      case 126, 127 -> "Correct the command of the workflow's image.";
      case 137 ->
          "Look for what killed it (an operator, the node, a child process out of memory)"
              + Finding.HOW_FAR;
      case 143 -> "Find out who stopped it" + Finding.HOW_FAR;
      default -> "Read the log of the workflow" + Finding.HOW_FAR;
    };
  }
}
