package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Event;
import java.util.List;
import java.util.Optional;

/** The API server refused the pod of a child that it had accepted. */
final class PodCreation {

  private static final String REFUSED = "FailedCreate";
  private static final String MADE = "SuccessfulCreate";
  private static final String MADE_PREFIX = "Created pod: ";
  private static final String PREFIX = "Error creating: ";

  private PodCreation() {}

  static Optional<Finding> find(Evidence evidence) {
    List<Event> refusals =
        evidence.events().stream().filter(e -> e.reason().equals(REFUSED)).toList();
    return refusals.isEmpty()
        ? Optional.empty()
        : Optional.of(of("pod", refusals.get(refusals.size() - 1).message()));
  }

  /** Names of the pods that the child's controller says it has made. */
  static List<String> made(Evidence evidence) {
    return evidence.events().stream()
        .filter(e -> e.reason().equals(MADE) && e.message().startsWith(MADE_PREFIX))
        .map(e -> e.message().substring(MADE_PREFIX.length()).strip())
        .toList();
  }

  /** A finding for the words in which something, such as a pod, was refused. */
  static Finding of(String what, String refusal) {
    String cause = refusal.startsWith(PREFIX) ? refusal.substring(PREFIX.length()) : refusal;
    AdmissionRefusal kind = AdmissionRefusal.of(cause);
    return Finding.of(
        kind.reason(),
        Words.because("No %s could be created, because %s".formatted(what, kind.why()), cause),
        kind.advice());
  }
}
