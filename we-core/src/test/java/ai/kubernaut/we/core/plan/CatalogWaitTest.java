package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.policy.ExecutionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An execution that leaves open what only the workflow catalog can say. */
class CatalogWaitTest {

  private static final CatalogAnswer DOWN = new CatalogAnswer.Unavailable("it answered 503");
  private static final CatalogAnswer TEKTON =
      new CatalogAnswer.Known(
          new CatalogEntry(
              Optional.of("tekton"),
              Optional.of("sha256:" + "a".repeat(64)),
              Optional.of("runner")));

  private static World asking(CatalogAnswer answer) {
    return World.pending()
        .settings(Settings.DEFAULTS.withPolicy(new ExecutionPolicy(List.of())))
        .catalog(answer);
  }

  @Test
  void writesWhatTheCatalogSaysIntoItsLock() {
    Decision decided = asking(TEKTON).effect(Effect.TakeLock.class).decision();

    assertThat(decided)
        .isEqualTo(
            new Decision(
                "tekton", Optional.of("sha256:" + "a".repeat(64)), Optional.of("runner"), 1));
  }

  @Test
  void isRefusedAServiceAccountThatThePolicyDoesNotAllowEvenFromTheCatalog() {
    Change.Fail failure = World.pending().catalog(TEKTON).failure();

    assertThat(failure.failure().reason()).isEqualTo(FailureReason.FORBIDDEN);
    assertThat(failure.failure().message()).contains("policy.serviceAccounts", "\"runner\"");
  }

  @Test
  void waitsInSilenceWhileTheQuestionIsOnItsWay() {
    assertThat(asking(new CatalogAnswer.Asked()).waits()).contains(NOW.plusSeconds(5));
  }

  @Test
  void saysThatTheCatalogIsUnavailableAndLooksAgain() {
    World world = asking(DOWN);

    assertThat(world.blockage().reason()).isEqualTo(Blockage.CATALOG_UNAVAILABLE);
    assertThat(world.blockage().message()).contains("it answered 503");
    assertThat(world.goOn().waits()).contains(NOW.plusSeconds(5));
  }

  @Test
  void saysItOnceWhateverTheReason() {
    World world = asking(DOWN).goOn().catalog(new CatalogAnswer.Unavailable("no route"));

    assertThat(world.waits()).isPresent();
  }

  @Test
  void goesOnWhenTheCatalogAnswers() {
    assertThat(asking(DOWN).goOn().catalog(TEKTON).effect()).isInstanceOf(Effect.TakeLock.class);
  }

  @Test
  void looksAgainNoLaterThanItsDeadline() {
    World world =
        World.around(AnExecution.pending("mine").spec(s -> s.withTimesOutAt(NOW.plusSeconds(2))))
            .catalog(DOWN)
            .goOn();

    assertThat(world.waits()).contains(NOW.plusSeconds(2));
    assertThat(asking(DOWN).goOn().after(Duration.ofHours(1)).failure().failure().message())
        .contains("it was waiting: The workflow catalog");
  }

  @Test
  void failsForWhatTheCatalogSaysIfThatCannotBeFollowed() {
    Change.Fail failure = asking(new CatalogAnswer.Unusable("executionEngine: odd")).failure();

    assertThat(failure.failure().reason()).isEqualTo(FailureReason.CONFIGURATION_ERROR);
    assertThat(failure.failure().message()).contains("executionEngine: odd");
    assertThat(failure.failure().mayHaveRun()).isFalse();
  }

  @Test
  void failsWhereNobodyHasTheEngineThatTheCatalogNames() {
    CatalogAnswer argo =
        new CatalogAnswer.Known(
            new CatalogEntry(Optional.of("argo"), Optional.empty(), Optional.empty()));

    assertThat(asking(argo).failure().failure().reason())
        .isEqualTo(FailureReason.UNSUPPORTED_ENGINE);
  }

  @Test
  void waitsForTheEngineThatTheCatalogNames() {
    World world = asking(TEKTON).engine("tekton", Availability.UNKNOWN);

    assertThat(world.blockage().reason()).isEqualTo(Blockage.ENGINE_NOT_AVAILABLE);
  }

  @Test
  void isDeduplicatedCancelledOrRefusedWhateverTheCatalogDoes() {
    World busy = asking(DOWN).lockedBy(AnExecution.running("other"));
    World cancelled =
        World.around(AnExecution.pending("mine").cancelledBecause("why")).catalog(DOWN);
    World invalid = World.around(AnExecution.pending("mine").target("odd")).catalog(DOWN);

    assertThat(busy.failure().failure().reason()).isEqualTo(FailureReason.DEDUPLICATED);
    assertThat(cancelled.failure().failure().reason()).isEqualTo(FailureReason.CANCELLED);
    assertThat(invalid.failure().failure().reason()).isEqualTo(FailureReason.CONFIGURATION_ERROR);
  }

  @Test
  void adoptsWhatWasStartedWhateverTheCatalogDoes() {
    World world = asking(DOWN).child(ChildState.STARTED);

    assertThat(world.change()).isInstanceOf(Change.Run.class);
  }

  @Test
  void whatItsLockSaysWinsOverTheCatalog() {
    World world = asking(TEKTON).ourLock();

    assertThat(world.effect(Effect.CreateChild.class).spec().engine()).isEqualTo("job");
  }

  @Test
  void nobodyAsksOnceItsLockSaysWhatWasDecided() {
    World pending = World.pending();
    World running = World.running(ChildState.STARTED);

    assertThat(Planner.question(pending.execution(), Optional.empty())).contains("restart");
    assertThat(Planner.question(pending.execution(), Optional.of(pending.ourLock().lock())))
        .isEmpty();
    assertThat(
            Planner.question(
                pending.execution(),
                Optional.of(World.pending().lockedBy(AnExecution.running("other")).lock())))
        .contains("restart");
    assertThat(Planner.question(running.execution(), Optional.empty())).isEmpty();
  }
}
