package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.LOCK_NAME;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.policy.Concurrency;
import ai.kubernaut.we.core.policy.ExecutionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of an execution to its child, when nobody else is at work on its target. */
class PendingPlannerTest {

  private static final Instant DEADLINE = CREATED.plus(Duration.ofMinutes(30));
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @Test
  void beginsWithItsFinalizerSoThatNothingOfItIsLeftBehind() {
    World world = World.around(AnExecution.pending("mine").withoutFinalizer());

    assertThat(world.effect()).isEqualTo(new Effect.AddFinalizer());
  }

  @Test
  void takesTheLockOfItsTargetWithAllThatWasDecided() {
    World world =
        World.around(
            AnExecution.pending("mine")
                .generation(4)
                .inNamespace("kubernaut-system")
                .workflow(w -> w.engine("tekton").digest(DIGEST).serviceAccount("runner")));

    assertThat(world.effect())
        .isEqualTo(
            new Effect.TakeLock(
                LOCK_NAME, new Decision("tekton", Optional.of(DIGEST), Optional.of("runner"), 4)));
  }

  @Test
  void createsItsChildOnceTheLockIsItsOwn() {
    ChildSpec child = World.pending().ourLock().effect(Effect.CreateChild.class).spec();

    assertThat(child.name()).isEqualTo(LOCK_NAME);
    assertThat(child.engine()).isEqualTo("job");
    assertThat(child.namespace()).isEqualTo("kubernaut-workflows");
    assertThat(child.image()).isEqualTo("registry/restart:1");
    assertThat(child.parameters()).containsEntry("TARGET_RESOURCE", "default/deployment/my-app");
    assertThat(child.timeout()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void labelsItsChildValidlyAndAnnotatesItWithTheFullValues() {
    String target = "default/Deployment/" + "n".repeat(80) + ".";
    ChildSpec child =
        World.around(AnExecution.pending("mine").target(target))
            .ourLock()
            .effect(Effect.CreateChild.class)
            .spec();

    assertThat(child.annotations())
        .containsEntry("kubernaut.ai/target-resource", target)
        .containsEntry("kubernaut.ai/workflow-execution", "mine")
        .containsEntry("kubernaut.ai/source-namespace", "apps")
        .containsEntry("kubernaut.ai/workflow-execution-uid", "uid-mine")
        .containsEntry("kubernaut.ai/workflow-id", "restart")
        .containsEntry("kubernaut.ai/execution-engine", "job");
    assertThat(child.labels()).containsOnlyKeys(child.annotations().keySet());
    assertThat(child.labels().get("kubernaut.ai/target-resource"))
        .startsWith("default_Deployment_n")
        .hasSize(63);
  }

  @Test
  void refusesWhatThePolicyForbidsBeforeAnythingIsCreated() {
    World world =
        World.around(AnExecution.pending("mine").workflow(w -> w.serviceAccount("admin")));

    Failure failure = world.change(Change.Fail.class).failure();
    assertThat(failure.reason()).isEqualTo(FailureReason.FORBIDDEN);
    assertThat(failure.mayHaveRun()).isFalse();
    assertThat(failure.message())
        .contains("policy.serviceAccounts", "namespace \"apps\"", "\"admin\"");
  }

  @Test
  void refusesAServiceAccountThatOnlyTheStatusNames() {
    World world =
        World.around(
            AnExecution.pending("mine")
                .status(status -> status.serviceAccountName(Optional.of("admin"))));

    assertThat(world.change(Change.Fail.class).failure().reason())
        .isEqualTo(FailureReason.FORBIDDEN);
  }

  @Test
  void refusesMoreThanMayBeAtWorkInOneNamespace() {
    World world =
        World.around(AnExecution.pending("mine"))
            .settings(
                Settings.DEFAULTS.withPolicy(new ExecutionPolicy(List.of(new Concurrency(2)))));

    assertThat(world.neighboursAtWork(1).effect()).isInstanceOf(Effect.TakeLock.class);
    assertThat(world.neighboursAtWork(2).change(Change.Fail.class).failure().message())
        .contains("policy.maxConcurrent");
  }

  @Test
  void createsWhatTheLockSaysWasDecidedEvenIfConfigurationHasChanged() {
    Decision before = new Decision("tekton", Optional.of(DIGEST), Optional.of("then"), 1);
    ChildSpec child =
        World.around(
                AnExecution.pending("mine")
                    .inNamespace("kubernaut-system")
                    .workflow(w -> w.engine("job").serviceAccount("x")))
            .ourLock(before)
            .effect(Effect.CreateChild.class)
            .spec();

    assertThat(child.engine()).isEqualTo("tekton");
    assertThat(child.serviceAccount()).contains("then");
    assertThat(child.image()).isEqualTo("registry/restart:1@" + DIGEST);
  }

  @Test
  void givesItsChildNoMoreThanWhatRemainsUntilTimesOutAt() {
    World world =
        World.around(AnExecution.pending("mine").spec(s -> s.withTimesOutAt(NOW.plusSeconds(90))))
            .ourLock();

    assertThat(world.effect(Effect.CreateChild.class).spec().timeout())
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void givesItsChildItsOwnTimeoutFromNow() {
    World world =
        World.around(AnExecution.pending("mine").spec(s -> s.withTimeout("90s"))).ourLock();

    assertThat(world.effect(Effect.CreateChild.class).spec().timeout())
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void failsWithoutASpec() {
    Change.Fail failed = World.around(AnExecution.pending("mine").withoutSpec()).failure();

    assertThat(failed.failure().reason()).isEqualTo(FailureReason.CONFIGURATION_ERROR);
    assertThat(failed.failure().mayHaveRun()).isFalse();
    assertThat(failed.failure().message()).contains("spec: it is missing");
  }

  @Test
  void failsWithAnInvalidSpecBeforeAnythingIsCreated() {
    Change.Fail failed = World.around(AnExecution.pending("mine").target("nonsense")).failure();

    assertThat(failed.failure().reason()).isEqualTo(FailureReason.CONFIGURATION_ERROR);
    assertThat(failed.failure().mayHaveRun()).isFalse();
    assertThat(failed.failure().message()).contains("spec.targetResource");
    assertThat(failed.decision()).isEmpty();
  }

  @Test
  void refusesToRemediateAnotherCluster() {
    World world = World.around(AnExecution.pending("mine").spec(s -> s.withClusterID("other")));

    assertThat(world.failure().failure().message()).contains("spec.clusterID");
  }

  @Test
  void failsWhenItsSpecIsNoLongerTheOneThatWasDecidedOn() {
    World world = World.around(AnExecution.pending("mine").generation(2)).ourLock();

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.CONFIGURATION_ERROR);
    assertThat(world.failure().failure().message()).contains("generation 2, decided at 1");
    assertThat(world.failure().decision()).contains(World.DECISION);
  }

  @Test
  void failsWithAdviceWhenItsEngineIsNotRegistered() {
    World world = World.around(AnExecution.pending("mine").workflow(w -> w.engine("argo")));

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.UNSUPPORTED_ENGINE);
    assertThat(world.failure().failure().message()).contains("argo").contains("[job, tekton]");
    assertThat(world.failure().failure().advice()).contains("spec.workflowRef.executionEngine");
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_SERVED", "UNKNOWN"})
  void waitsForAnEngineWhoseApiIsNotYetThere(Availability availability) {
    World world = World.pending().engine("job", availability);

    assertThat(world.blockage().reason()).isEqualTo(Blockage.ENGINE_NOT_AVAILABLE);
    assertThat(world.blockage().by()).contains("engine job");
    assertThat(world.goOn().waits()).contains(DEADLINE);
  }

  @Test
  void goesOnWhenItsEngineHasCome() {
    World waiting = World.pending().engine("job", Availability.UNKNOWN).goOn();

    assertThat(waiting.engine("job", Availability.SERVED).effect())
        .isInstanceOf(Effect.TakeLock.class);
  }

  @Test
  void endsAsCancelledWhenItIsCancelled() {
    Change.Fail failed =
        World.around(AnExecution.pending("mine").cancelledBecause("not needed")).failure();

    assertThat(failed.failure().reason()).isEqualTo(FailureReason.CANCELLED);
    assertThat(failed.failure().mayHaveRun()).isFalse();
    assertThat(failed.failure().message()).contains("not needed");
  }

  @Test
  void isCancelledEvenWithoutAReason() {
    World world = World.around(AnExecution.pending("mine").cancelledBecause(""));

    assertThat(world.failure().failure().message()).isEqualTo("The execution was cancelled.");
  }

  @Test
  void endsAsCancelledWhenItIsDeleted() {
    World world = World.around(AnExecution.pending("mine").deletedAt(NOW)).ourLock();

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.CANCELLED);
    assertThat(world.failure().decision()).contains(World.DECISION);
  }

  @Test
  void leavesADeletedExecutionAloneThatNothingWasDoneFor() {
    World world = World.around(AnExecution.pending("mine").withoutFinalizer().deletedAt(NOW));

    assertThat(world.waits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "default/deployment/my-app"})
  void neverEndsBeforeItsFinalizerHoldsItForTheAuditTrail(String target) {
    World world =
        World.around(
            AnExecution.pending("mine")
                .withoutFinalizer()
                .target(target)
                .cancelledBecause("not needed"));

    assertThat(world.effect()).isEqualTo(new Effect.AddFinalizer());
  }

  @Test
  void failsWhenItCouldNotStartByItsDeadline() {
    World world = World.pending().at(DEADLINE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(world.failure().failure().mayHaveRun()).isFalse();
  }

  @Test
  void failsAtItsDeadlineForWhatItHadWaitedFor() {
    World world =
        World.around(
                AnExecution.pending("mine")
                    .condition(ConditionType.BLOCKED, "True", "ResourceExhausted", CREATED))
            .at(DEADLINE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.RESOURCE_EXHAUSTED);
    assertThat(world.failure().failure().message()).contains("it was waiting: ResourceExhausted.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EngineNotAvailable", "CoolingDown", "Unknown"})
  void failsAsOverdueWhenWhatItWaitedForIsNoFailure(String reason) {
    World world =
        World.around(
                AnExecution.pending("mine")
                    .condition(ConditionType.BLOCKED, "True", reason, CREATED))
            .at(DEADLINE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
  }

  @Test
  void doesNotBlameWhatItNoLongerWaitsFor() {
    World world =
        World.around(
                AnExecution.pending("mine")
                    .condition(ConditionType.BLOCKED, "False", "Forbidden", CREATED))
            .at(DEADLINE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
  }

  @Test
  void mayBePendingNoLongerThanTimesOutAt() {
    World world =
        World.around(AnExecution.pending("mine").spec(s -> s.withTimesOutAt(NOW.plusSeconds(5))))
            .engine("job", Availability.UNKNOWN)
            .goOn();

    assertThat(world.waits()).contains(NOW.plusSeconds(5));
    assertThat(world.after(Duration.ofSeconds(5)).failure().failure().reason())
        .isEqualTo(FailureReason.DEADLINE_EXCEEDED);
  }

  @Test
  void passesOnlyDeclaredParameters() {
    World world =
        World.around(
                AnExecution.pending("mine")
                    .workflow(w -> w.declaredParameters(Map.of("replicas", true)))
                    .spec(s -> s.withParameters(Map.of("replicas", "3", "TARGET_RESOURCE", "x"))))
            .ourLock();

    assertThat(world.effect(Effect.CreateChild.class).spec().parameters())
        .isEqualTo(Map.of("replicas", "3", "TARGET_RESOURCE", "default/deployment/my-app"));
  }

  @Test
  void owesNothingToTheAuditTrailYet() {
    World world = World.pending().engine("job", Availability.UNKNOWN).goOn().nothingHandedOver();

    assertThat(world.waits()).contains(DEADLINE);
  }
}
