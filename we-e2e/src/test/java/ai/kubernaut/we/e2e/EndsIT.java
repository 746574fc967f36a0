package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ends that an execution can come to; after each its target is free again. */
class EndsIT {

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;
  private static Witness witness;
  private static ControllerProcess controller;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.withTekton(directory);
    user = new User(cluster);
    witness = Witness.of(cluster);
    controller = ControllerProcess.start(cluster);
  }

  @AfterAll
  static void stop() throws Exception {
    controller.close();
    witness.close();
    cluster.close();
  }

  @AfterEach
  void leavesNothingBehind() {
    user.awaitNothingLeft();
    witness.assertContent();
  }

  static Stream<Arguments> deletions() {
    return Stream.of(Engine.values())
        .flatMap(
            engine ->
                Stream.of(Deletion.Propagation.values()).map(how -> Arguments.of(engine, how)));
  }

  @Test
  void failsByExitCode() {
    user.runs("exit-code", "exit=3 after=100ms");
    FailureDetails failure = user.awaitFailure("exit-code");
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.TASK_FAILED);
    assertThat(failure.exitCode()).contains(3);
    assertThat(failure.wasExecutionFailure()).isTrue();
  }

  @Test
  void failsForWantOfMemory() {
    user.runs("memory", "oom after=100ms");
    FailureDetails failure = user.awaitFailure("memory");
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.OOM_KILLED);
    assertThat(failure.wasExecutionFailure()).isTrue();
  }

  @Test
  void failsWhenItsPodIsEvictedAndIsNotRunAgain() {
    user.runs("evicted", "evicted after=100ms");
    FailureDetails failure = user.awaitFailure("evicted");
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.RESOURCE_EXHAUSTED);
    assertThat(failure.wasExecutionFailure()).isTrue();
    assertThat(witness.childrenStarted(uid("evicted"))).isEqualTo(1);
  }

  @Test
  void failsAtItsDeadlineForTheImageThatCouldNotBePulled() {
    user.runs("image", "image", "image-pull", timeout("5s"));
    FailureDetails failure = user.awaitFailure("image");
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.IMAGE_PULL_BACK_OFF);
    assertThat(failure.wasExecutionFailure()).as(failure.toString()).isFalse();
  }

  @Test
  void failsAtItsDeadlineWhereNoNodeHasRoom() {
    user.runs("no-room", "no-room", "never-scheduled", timeout("2s"));
    FailureDetails failure = user.awaitFailure("no-room");
    assertThat(failure.reason()).as(failure.toString()).isEqualTo(FailureReason.RESOURCE_EXHAUSTED);
    assertThat(failure.wasExecutionFailure()).isFalse();
    assertThat(failure.message()).isNotBlank();
  }

  @Test
  void failsAtItsDeadlineWhileItRuns() {
    user.runs("too-long", "too-long", "run", timeout("2s"));
    FailureDetails failure = user.awaitFailure("too-long");
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(failure.wasExecutionFailure()).isTrue();
  }

  @Test
  void isCancelledWhileItRuns() {
    user.runs("cancelled", "run slow-termination=1s");
    awaitRunning("cancelled");
    user.cancels("cancelled", "wrong cluster");
    FailureDetails failure = user.awaitFailure("cancelled");
    assertThat(user.pods()).isEmpty();
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.CANCELLED);
    assertThat(failure.message()).contains("wrong cluster");
    assertThat(failure.wasExecutionFailure()).isTrue();
  }

  @Test
  void isCancelledWhileItWaits() {
    user.runs("first", "shared", "succeed", "");
    user.awaitPhase("first", "Completed");
    user.runs("waits", "shared", "succeed", "");
    user.cancels("waits", "not wanted any more");
    assertThat(user.awaitFailure("waits").reason()).isEqualTo(FailureReason.CANCELLED);
    assertThat(user.awaitFailure("waits").wasExecutionFailure()).isFalse();
    assertThat(witness.childrenStarted(uid("waits"))).isZero();
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void isLostWhenSomebodyDeletesItsRunningChild(Engine engine, Deletion.Propagation propagation) {
    String name = "lost-" + engine.word() + "-" + propagation.name().toLowerCase(Locale.ROOT);
    user.runs(engine, name, name, "run slow-termination=500ms", "");
    user.deletes(child(awaitRunning(name)), propagation);
    FailureDetails failure = user.awaitFailure(name);
    assertThat(user.pods()).isEmpty();
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.EXECUTION_LOST);
    assertThat(failure.wasExecutionFailure()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void keepsTheResultOfAChildThatSomebodyDeletesAfterItsEnd(
      Engine engine, Deletion.Propagation propagation) {
    String name = "done-" + engine.word() + "-" + propagation.name().toLowerCase(Locale.ROOT);
    user.runs(engine, name, name, "succeed after=100ms", "");
    WorkflowExecution completed = user.awaitPhase(name, "Completed");
    user.deletes(child(completed), propagation);
    user.awaitNothingLeft();
    assertThat(user.execution(name).orElseThrow().status().completionTime())
        .isEqualTo(completed.status().completionTime());
    assertThat(user.phase(name)).isEqualTo("Completed");
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void endsByItselfWhenSomebodyDeletesItsChildAsItEnds(
      Engine engine, Deletion.Propagation propagation) {
    String name = "race-" + engine.word() + "-" + propagation.name().toLowerCase(Locale.ROOT);
    user.runs(engine, name, name, "succeed after=300ms", "");
    user.deletes(child(user.awaitPhase(name, "Running")), propagation);
    WorkflowExecution ended = user.awaitEnd(name);
    assertThat(witness.childrenStarted(ended.metadata().uid())).isLessThanOrEqualTo(1);
    ended
        .status()
        .failureDetails()
        .ifPresent(
            failure ->
                assertThat(failure.reason())
                    .as(failure.message())
                    .isEqualTo(FailureReason.EXECUTION_LOST));
  }

  @Test
  void theNextOneOfItsTargetRunsAfterAFailure() {
    user.runs("fails-first", "retried", "exit=1", "");
    user.awaitFailure("fails-first");
    user.runs("runs-second", "retried", "succeed", "");
    user.awaitPhase("runs-second", "Completed");
  }

  @Test
  void ofManyForOneTargetOneRunsAndTheOthersSayWhich() {
    user.runs("many-0", "contended", "succeed after=2s", "");
    user.awaitPhase("many-0", "Running");
    List<String> others = List.of("many-1", "many-2", "many-3");
    others.forEach(name -> user.runs(name, "contended", "succeed", ""));
    for (String name : others) {
      assertThat(user.awaitFailure(name).reason()).isEqualTo(FailureReason.DEDUPLICATED);
      assertThat(user.execution(name).orElseThrow().status().deduplicatedBy()).contains("many-0");
      assertThat(witness.childrenStarted(uid(name))).isZero();
    }
    user.awaitPhase("many-0", "Completed");
  }

  private static String timeout(String duration) {
    return "executionConfig: {timeout: " + duration + "}";
  }

  /** Waits until the pod of an execution runs. */
  private static WorkflowExecution awaitRunning(String name) {
    WorkflowExecution running = user.awaitPhase(name, "Running");
    user.awaitPod(running.status().executionRef().orElseThrow().name());
    return running;
  }

  private static ResourceRef child(WorkflowExecution execution) {
    ExecutionRef ref = execution.status().executionRef().orElseThrow();
    Engine engine = ref.kind().equals(Optional.of("Job")) ? Engine.JOB : Engine.TEKTON;
    ResourceRef child = engine.children().named(Cluster.EXECUTION_NAMESPACE, ref.name());
    assertThat(user.found(child).flatMap(o -> Json.string(o, "metadata", "uid")))
        .isEqualTo(ref.uid());
    return child;
  }

  private static String uid(String name) {
    return user.execution(name).orElseThrow().metadata().uid();
  }
}
