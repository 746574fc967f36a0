package ai.kubernaut.we.core.failure;

import static ai.kubernaut.we.core.failure.Facts.BACKOFF;
import static ai.kubernaut.we.core.failure.Facts.DEADLINE;
import static ai.kubernaut.we.core.failure.Facts.none;
import static ai.kubernaut.we.core.failure.Pipelines.failed;
import static ai.kubernaut.we.core.failure.Pipelines.pipeline;
import static ai.kubernaut.we.core.failure.Pipelines.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Task.State;
import ai.kubernaut.we.core.failure.Facts.APod;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a started child waits for, when Events are worth their request, and what pods showed. */
class WaitingTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void saysWhatAStartedChildWaitsFor(String what, Facts facts, Optional<FailureReason> reason) {
    assertThat(FailureAnalysis.waiting(facts.evidence()).map(Failure::reason)).isEqualTo(reason);
  }

  static Stream<Arguments> saysWhatAStartedChildWaitsFor() {
    return Stream.of(
        arguments("nothing is known yet", none(), Optional.empty()),
        arguments(
            "a container is being created",
            none().pod(APod.in("Pending").waiting("ContainerCreating")),
            Optional.empty()),
        arguments(
            "it has its node, and nothing else is known",
            none().pod(APod.in("Pending").scheduled().waiting("ContainerCreating")),
            Optional.empty()),
        arguments(
            "its image cannot be pulled",
            none().pod(APod.in("Pending").waiting("ImagePullBackOff")),
            Optional.of(FailureReason.IMAGE_PULL_BACK_OFF)),
        arguments(
            "its image has an impossible name",
            none().pod(APod.in("Pending").waiting("InvalidImageName")),
            Optional.of(FailureReason.CONFIGURATION_ERROR)),
        arguments(
            "its environment names a missing Secret",
            none().pod(APod.in("Pending").waiting("CreateContainerConfigError")),
            Optional.of(FailureReason.CONFIGURATION_ERROR)),
        arguments(
            "no node has room",
            none().pod(APod.in("Pending").unscheduled("Insufficient memory")),
            Optional.of(FailureReason.RESOURCE_EXHAUSTED)),
        arguments(
            "its node cannot give it a network",
            none()
                .pod(APod.in("Pending").waiting("ContainerCreating"))
                .podEvent("FailedCreatePodSandBox", "no IP addresses available"),
            Optional.of(FailureReason.RESOURCE_EXHAUSTED)),
        arguments(
            "no pod may be made",
            none().event("FailedCreate", "Error creating: exceeded quota: q"),
            Optional.of(FailureReason.RESOURCE_EXHAUSTED)),
        arguments(
            "a pod was made after others were refused",
            none()
                .event("FailedCreate", "Error creating: exceeded quota: q")
                .pod(APod.in("Running").running()),
            Optional.empty()),
        arguments(
            "it runs after its image was pulled at the third try",
            none()
                .pod(APod.in("Running").running())
                .podEvent("Failed", "Failed to pull image \"i\": timeout"),
            Optional.empty()));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  void asksForEventsWhereOnlyTheyCanTell(String what, Facts facts, boolean wanted) {
    assertThat(FailureAnalysis.wantsEvents(facts.evidence())).isEqualTo(wanted);
  }

  static Stream<Arguments> asksForEventsWhereOnlyTheyCanTell() {
    return Stream.of(
        arguments("no pod was seen", none().verdict(DEADLINE), true),
        arguments("Events are there already", none().event("Suspended", "x"), false),
        arguments(
            "a container has failed",
            none().verdict(BACKOFF).pod(APod.in("Failed").exited(1)),
            false),
        arguments(
            "its pod runs on in a view that lags",
            none().verdict(BACKOFF).pod(APod.in("Running").running()),
            true),
        arguments(
            "it ran into its deadline and its pod is being stopped",
            none().verdict(DEADLINE).pod(APod.in("Running").running()),
            false),
        arguments(
            "it ran into its deadline",
            none().verdict(DEADLINE).pod(APod.in("Failed").stopped(143)),
            false),
        arguments(
            "nothing ran, which a view that lags may not say",
            none().verdict(DEADLINE).pod(APod.in("Pending").unscheduled("no").deleted()),
            true),
        arguments(
            "its container waited for it is not said what",
            none().verdict(DEADLINE).pod(APod.in("Pending").waiting("ContainerCreating")),
            true),
        arguments(
            "its kubelet lost track of the container",
            none().verdict(DEADLINE).pod(APod.in("Failed").exited("ContainerStatusUnknown", 137)),
            true),
        arguments(
            "its pod vanished unwatched",
            none().verdict(BACKOFF).pod(APod.in("Running").running().unwatched()),
            true));
  }

  @Test
  void looksAgainWhereAPipelineHasFailedAndItsTaskGoesOn() {
    Evidence lags =
        pipeline("Failed", "Tasks Completed: 1", task("build", 0, State.OPEN, "Running", "x"));
    assertThat(FailureAnalysis.wantsEvents(lags)).isTrue();
  }

  @Test
  void looksAgainWhereATaskHasFailedAndItsPodRunsOn() {
    APod pod = APod.in("Running").running();
    assertThat(FailureAnalysis.wantsEvents(failedWith(pod))).isTrue();
    assertThat(FailureAnalysis.wantsEvents(failedWith(pod.deleted()))).isFalse();
  }

  private static Evidence failedWith(APod pod) {
    return pipeline("Failed", "Tasks Completed: 1", failed("Failed", "x").pod(pod));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void takesAResultFromThePodsOfADeletedChild(String what, Facts facts, SeenEnd end) {
    assertThat(SeenEnd.of(facts.evidence())).isEqualTo(end);
  }

  static Stream<Arguments> takesAResultFromThePodsOfADeletedChild() {
    return Stream.of(
        arguments(
            "its container was done before",
            none().pod(APod.in("Succeeded").exited("Completed", 0).deleted()),
            SeenEnd.SUCCEEDED),
        arguments(
            "its container stopped quietly when it was told to",
            none().pod(APod.in("Succeeded").stopped(0)),
            SeenEnd.NONE),
        arguments(
            "its container had failed before",
            none().pod(APod.in("Failed").exited(3).deleted()),
            SeenEnd.FAILED),
        arguments(
            "its container was stopped", none().pod(APod.in("Failed").stopped(143)), SeenEnd.NONE),
        arguments(
            "a second pod succeeded",
            none()
                .pod(APod.in("Failed").disrupted("EvictionByEvictionAPI").stopped(143))
                .pod(APod.in("Succeeded").exited("Completed", 0)),
            SeenEnd.SUCCEEDED),
        arguments("nothing was seen", none(), SeenEnd.NONE));
  }
}
