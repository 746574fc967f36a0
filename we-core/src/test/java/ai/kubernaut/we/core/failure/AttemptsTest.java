package ai.kubernaut.we.core.failure;

import static ai.kubernaut.we.core.failure.Facts.BACKOFF;
import static ai.kubernaut.we.core.failure.Facts.DEADLINE;
import static ai.kubernaut.we.core.failure.Facts.container;
import static ai.kubernaut.we.core.failure.Facts.none;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Facts.APod;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of several attempts, the one that decided is told of. */
class AttemptsTest {

  private static final ContainerState OUT_OF_MEMORY =
      new ContainerState(Kind.TERMINATED, Optional.of(137), OutOfMemory.REASON, "");

  @Test
  void whatRanAtTheDeadlineWasTooSlowWhateverCameBefore() {
    Failure failure =
        analyse(
            none()
                .verdict(DEADLINE)
                .pod(APod.in("Failed").exited("OOMKilled", 137))
                .pod(APod.in("Running").running().deleted()));

    assertThat(failure.reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(failure.message())
        .contains("still running at its deadline", "An earlier attempt had failed", "memory");
    assertThat(failure.exitCode()).isEmpty();
  }

  @Test
  void whatFailedBeforeTheDeadlineIsTheCauseWhereNothingRanThen() {
    Failure failure = analyse(none().verdict(DEADLINE).pod(APod.in("Failed").exited(4)));

    assertThat(failure.reason()).isEqualTo(FailureReason.TASK_FAILED);
    assertThat(failure.exitCode()).contains(4);
  }

  @Test
  void aPodThatIsOnlyCountedWasStoppedAtTheDeadline() {
    Failure failure =
        analyse(none().verdict(DEADLINE).podsMade(2).pod(APod.in("Failed").exited(4)));

    assertThat(failure.reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(failure.message()).contains("exit code 4");
  }

  @Test
  void aPodThatCouldNotStartDecidesAfterOneThatRan() {
    Failure failure =
        analyse(
            none()
                .verdict(BACKOFF)
                .pod(APod.in("Failed").exited(4))
                .pod(APod.in("Failed").exited("StartError", 128)));

    assertThat(failure.reason()).isEqualTo(FailureReason.CONFIGURATION_ERROR);
    assertThat(failure.mayHaveRun()).isTrue();
  }

  @Test
  void thePodWhoseEndIsKnownDecidesBeforeOneThatTellsNothing() {
    Failure failure =
        analyse(
            none()
                .verdict(BACKOFF)
                .pod(APod.in("Failed").exited(4).unwatched())
                .pod(APod.in("Running").running().deleted()));

    assertThat(failure.exitCode()).contains(4);
  }

  @Test
  void anEventTellsOfItsOwnPodOnly() {
    Failure failure =
        analyse(
            none()
                .verdict(BACKOFF)
                .pod(APod.in("Failed").exited(1))
                .pod(APod.in("Failed").exited(3))
                .podEvent("Preempted", "Preempted by pod high"));

    assertThat(failure.reason()).isEqualTo(FailureReason.TASK_FAILED);
    assertThat(failure.exitCode()).contains(3);
  }

  @Test
  void theFirstOfTwoContainersThatFailedIsToldOf() {
    Failure failure = analyse(none().verdict(BACKOFF).pod(APod.in("Failed").exited(3).exited(4)));

    assertThat(failure.exitCode()).contains(3);
  }

  @Test
  void aContainerThatEndedAgainHasFailedWithItsLastEnd() {
    Failure failure =
        analyse(none().verdict(BACKOFF).pod(restarted("Failed", Kind.TERMINATED, 1, false)));

    assertThat(failure.reason()).isEqualTo(FailureReason.TASK_FAILED);
    assertThat(failure.exitCode()).contains(1);
  }

  @Test
  void aContainerThatWasStoppedAfterItsRestartHasFailedBefore() {
    Failure failure =
        analyse(none().verdict(BACKOFF).pod(restarted("Failed", Kind.TERMINATED, 143, true)));

    assertThat(failure.reason()).isEqualTo(FailureReason.OOM_KILLED);
  }

  @Test
  void aContainerThatRunsAgainHasFailedBeforeWhereItsChildHasFailed() {
    APod pod = restarted("Running", Kind.RUNNING, null, false).deleted();

    assertThat(analyse(none().verdict(BACKOFF).pod(pod)).reason())
        .isEqualTo(FailureReason.OOM_KILLED);
    assertThat(analyse(none().verdict(DEADLINE).pod(pod)).reason())
        .isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(SeenEnd.of(none().pod(pod).evidence())).isEqualTo(SeenEnd.NONE);
  }

  @Test
  void companyThatLacksMemoryIsTheCauseOnlyWhereTheWorkflowHasNotFailed() {
    Container company = container(Role.SIDECAR, Kind.TERMINATED, "OOMKilled", 137, false);

    assertThat(
            analyse(none().verdict(BACKOFF).pod(APod.in("Failed").exited(3).with(company)))
                .exitCode())
        .contains(3);
    assertThat(
            analyse(
                    none()
                        .verdict(BACKOFF)
                        .pod(APod.in("Failed").exited("Completed", 0).with(company)))
                .reason())
        .isEqualTo(FailureReason.OOM_KILLED);
  }

  /** A pod whose container had lacked memory, and was started again. */
  private static APod restarted(String phase, Kind kind, Integer exitCode, boolean stopped) {
    ContainerState now = new ContainerState(kind, Optional.ofNullable(exitCode), "Error", "");
    return APod.in(phase)
        .with(
            new Container(
                "workflow", Role.WORKFLOW, true, stopped, 1, now, Optional.of(OUT_OF_MEMORY)));
  }

  private static Failure analyse(Facts facts) {
    return FailureAnalysis.analyse(facts.evidence());
  }
}
