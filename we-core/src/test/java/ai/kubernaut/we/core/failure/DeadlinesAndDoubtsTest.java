package ai.kubernaut.we.core.failure;

import static ai.kubernaut.we.api.FailureReason.CONFIGURATION_ERROR;
import static ai.kubernaut.we.api.FailureReason.DEADLINE_EXCEEDED;
import static ai.kubernaut.we.api.FailureReason.EXECUTION_LOST;
import static ai.kubernaut.we.api.FailureReason.IMAGE_PULL_BACK_OFF;
import static ai.kubernaut.we.api.FailureReason.RESOURCE_EXHAUSTED;
import static ai.kubernaut.we.api.FailureReason.TASK_FAILED;
import static ai.kubernaut.we.core.failure.Causes.DID_NOT_RUN;
import static ai.kubernaut.we.core.failure.Causes.RAN;
import static ai.kubernaut.we.core.failure.Causes.failed;
import static ai.kubernaut.we.core.failure.Causes.pending;
import static ai.kubernaut.we.core.failure.Causes.row;
import static ai.kubernaut.we.core.failure.Facts.BACKOFF;
import static ai.kubernaut.we.core.failure.Facts.DEADLINE;
import static ai.kubernaut.we.core.failure.Facts.container;
import static ai.kubernaut.we.core.failure.Facts.none;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Facts.APod;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failure is called at its deadline, and where much of it was not seen. */
class DeadlinesAndDoubtsTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource({"deadlines", "doubts"})
  void namesTheRealCause(
      String what, Facts facts, FailureReason reason, boolean mayHaveRun, String says) {
    Causes.assertNamed(facts, reason, mayHaveRun, says);
  }

  static Stream<Arguments> deadlines() {
    return Stream.of(
        row(
            "it is too slow",
            none().verdict(DEADLINE).pod(failed().stopped(143)),
            DEADLINE_EXCEEDED,
            RAN,
            "still running"),
        row(
            "it fails by itself just before its deadline",
            none().verdict(DEADLINE).pod(failed().exited(5)),
            TASK_FAILED,
            RAN,
            "exit code 5"),
        row(
            "no node has room",
            none().verdict(DEADLINE).pod(pending().unscheduled("1 Insufficient cpu.").deleted()),
            RESOURCE_EXHAUSTED,
            DID_NOT_RUN,
            "Insufficient cpu. It had not started by its deadline"),
        row(
            "no node would do",
            none()
                .verdict(DEADLINE)
                .pod(pending().unscheduled("1 node(s) didn't match Pod's node affinity/selector.")),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "found no node"),
        row(
            "a volume is missing whose name sounds like another cause",
            none()
                .verdict(DEADLINE)
                .pod(pending().unscheduled("persistentvolumeclaim \"insufficient-1\" not found")),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "insufficient-1"),
        row(
            "a Secret is missing",
            none()
                .verdict(DEADLINE)
                .pod(pending().waiting("ContainerCreating").deleted())
                .podEvent("FailedMount", "secret \"s\" not found"),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "secret \"s\" not found"),
        row(
            "a kubelet cannot say what became of a container whose image it never had",
            none()
                .verdict(DEADLINE)
                .pod(failed().exited("ContainerStatusUnknown", 137).deleted())
                .podEvent("Failed", "Failed to pull image \"i\": no such host"),
            IMAGE_PULL_BACK_OFF,
            DID_NOT_RUN,
            "no such host"),
        row(
            "only Events are left of a pod that found no node",
            none()
                .verdict(DEADLINE)
                .podsMade(1)
                .event("SuccessfulCreate", "Created pod: pod-1")
                .podEvent("FailedScheduling", "0/1 nodes are available: 1 Insufficient cpu.", 900),
            RESOURCE_EXHAUSTED,
            DID_NOT_RUN,
            "Insufficient cpu"),
        row(
            "no scheduler has said anything of its pod",
            none().verdict(DEADLINE).pod(pending().unbound().deleted()),
            DEADLINE_EXCEEDED,
            DID_NOT_RUN,
            "before anything had started"),
        row("nothing was seen", none().verdict(DEADLINE), DEADLINE_EXCEEDED, RAN, "was not seen"));
  }

  static Stream<Arguments> doubts() {
    return Stream.of(
        row(
            "an image was pulled in the end, as the Event of the start shows",
            none()
                .verdict(DEADLINE)
                .pod(pending().waiting("ErrImagePull").deleted())
                .podEvent("Started", "Container started"),
            DEADLINE_EXCEEDED,
            RAN,
            "still running"),
        row(
            "so many Events that the one of the start may have been dropped",
            none()
                .verdict(DEADLINE)
                .podEvent("Failed", "Failed to pull image \"i\": no such host", 40),
            IMAGE_PULL_BACK_OFF,
            RAN,
            "no such host"),
        row(
            "a runtime did not answer for another's container, and the workflow's image is missing",
            none()
                .verdict(DEADLINE)
                .pod(
                    pending()
                        .with(container(Role.WORKFLOW, Kind.UNREPORTED, "", null, false))
                        .with(unanswered(Role.FOREIGN))
                        .deleted())
                .podEvent("Failed", "Failed to pull image \"i\": not found"),
            IMAGE_PULL_BACK_OFF,
            DID_NOT_RUN,
            "not found"),
        row(
            "a runtime did not answer for the workflow's container",
            none()
                .verdict(DEADLINE)
                .pod(pending().with(unanswered(Role.WORKFLOW)).deleted())
                .podEvent("Failed", "Failed to pull image \"i\": not found"),
            IMAGE_PULL_BACK_OFF,
            RAN,
            "not found"),
        row(
            "a pod vanished while nobody watched",
            none().verdict(DEADLINE).pod(pending().waiting("ContainerCreating").unwatched()),
            DEADLINE_EXCEEDED,
            RAN,
            "was not seen"),
        row(
            "a second pod was made of which nothing is known",
            none()
                .verdict(DEADLINE)
                .podsMade(2)
                .pod(pending().unscheduled("Insufficient cpu").deleted()),
            RESOURCE_EXHAUSTED,
            RAN,
            "Insufficient cpu"),
        row(
            "a pod was made before the next was refused",
            none()
                .verdict(DEADLINE)
                .event("SuccessfulCreate", "Created pod: pod-9")
                .event("FailedCreate", "Error creating: exceeded quota: q"),
            RESOURCE_EXHAUSTED,
            RAN,
            "quota"),
        row(
            "a pod runs although its kubelet also told of a missing volume",
            none()
                .verdict(DEADLINE)
                .pod(APod.in("Running").deleted())
                .podEvent("FailedMount", "secret \"s\" not found"),
            CONFIGURATION_ERROR,
            RAN,
            "not found"),
        row(
            "a container waits, and its company has started",
            none()
                .verdict(DEADLINE)
                .pod(
                    pending()
                        .waiting("ErrImagePull")
                        .with(container(Role.SIDECAR, Kind.RUNNING, "", null, false))),
            IMAGE_PULL_BACK_OFF,
            RAN,
            "was not seen to start by its deadline"),
        row(
            "a container waits beside one that others put there",
            none()
                .verdict(DEADLINE)
                .pod(
                    pending()
                        .waiting("ErrImagePull")
                        .with(container(Role.FOREIGN, Kind.RUNNING, "", null, false))),
            IMAGE_PULL_BACK_OFF,
            DID_NOT_RUN,
            "could not be pulled"),
        row(
            "a pod failed and reported no container",
            none().verdict(BACKOFF).pod(failed()),
            TASK_FAILED,
            RAN,
            BACKOFF),
        row("nothing at all is known", none(), EXECUTION_LOST, RAN, "was not seen"),
        row(
            "a child was deleted while its pod ran",
            none().pod(failed().stopped(143)),
            EXECUTION_LOST,
            RAN,
            "was not seen"));
  }

  private static Container unanswered(Role role) {
    ContainerState state =
        new ContainerState(
            Kind.WAITING, Optional.empty(), "RunContainerError", "context deadline exceeded");
    return new Container("main", role, false, false, 0, state);
  }
}
