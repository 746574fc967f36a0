package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may work on a target, and when; on one engine and across engines. */
class TargetsIT {

  private static final Duration COOLDOWN = Duration.ofSeconds(4);

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;
  private static History history;
  private static ControllerProcess controller;

  @BeforeAll
  static void start() {
    cluster = Cluster.withTekton(directory);
    user = new User(cluster);
    history = History.of(cluster);
    controller = ControllerProcess.start(cluster, Settings.QUICK.resting("4s"));
  }

  @AfterAll
  static void stop() {
    controller.close();
    history.close();
    cluster.close();
  }

  @AfterEach
  void nothingHappensThatMustNotBe() {
    user.awaitNothingLeft();
    assertThat(new Safety(history.complete(), List.of(), COOLDOWN).violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"JOB, JOB", "JOB, TEKTON", "TEKTON, JOB", "TEKTON, TEKTON"})
  void whileOneWorksOnATargetAnotherOneIsADuplicate(Engine one, Engine other) {
    String target = "locked-by-" + one.word() + "-for-" + other.word();
    user.runs(one, target, target, "run", "");
    String child = Freezer.child(target);
    user.awaitPod(child);
    user.runs(other, target + "-too", target, "succeed", "");

    assertThat(user.awaitFailure(target + "-too").reason()).isEqualTo(FailureReason.DEDUPLICATED);
    WorkflowExecution duplicate = user.execution(target + "-too").orElseThrow();
    assertThat(duplicate.status().deduplicatedBy()).contains(target);
    assertThat(duplicate.status().executionRef()).isEmpty();
    assertThat(user.found(ResourceType.LEASES.named(Cluster.EXECUTION_NAMESPACE, child)))
        .flatMap(lease -> Json.string(lease, "spec", "holderIdentity"))
        .contains(user.execution(target).orElseThrow().metadata().uid());
    user.cancels(target, "seen enough");
    user.awaitEnd(target);
  }

  @ParameterizedTest
  @CsvSource({"JOB, JOB", "JOB, TEKTON", "TEKTON, TEKTON"})
  void differentTargetsAreWorkedOnAtTheSameTime(Engine one, Engine other) {
    String name = "beside-" + one.word() + "-" + other.word();
    List<String> names = List.of(name + "-1", name + "-2");
    user.runs(one, names.get(0), names.get(0), "run", "");
    user.runs(other, names.get(1), names.get(1), "run", "");
    names.forEach(each -> user.awaitPod(Freezer.child(each)));

    assertThat(names).allMatch(each -> user.phase(each).equals("Running"));
    names.forEach(each -> user.cancels(each, "seen enough"));
    names.forEach(user::awaitEnd);
  }

  @ParameterizedTest
  @CsvSource({"JOB, JOB", "JOB, TEKTON", "TEKTON, JOB", "TEKTON, TEKTON"})
  void aTargetRestsAndIsThenWorkedOnAgain(Engine one, Engine other) {
    String target = "rests-after-" + one.word() + "-for-" + other.word();
    user.runs(one, target, target, "succeed", "");
    Instant end = user.awaitPhase(target, "Completed").status().completionTime().orElseThrow();
    user.runs(other, target + "-again", target, "succeed", "");

    WorkflowExecution waits = user.awaitBlocked(target + "-again", Blockage.COOLING_DOWN);
    assertThat(waits.status().blockedBy()).contains("default/" + target);
    WorkflowExecution again = user.awaitPhase(target + "-again", "Completed");
    assertThat(again.status().startTime().orElseThrow()).isAfterOrEqualTo(end.plus(COOLDOWN));
    assertThat(user.events(target + "-again")).contains("CooldownActive");
    User.await(() -> user.events(target).contains("LockReleased"));
    assertThat(user.events(target)).containsOnlyOnce("LockReleased");
  }

  @Test
  void whatHasNotRunGivesItsTargetNoRest() {
    user.runs("never-ran", "free-at-once", "succeed", "clusterID: elsewhere");
    user.awaitPhase("never-ran", "Failed");
    user.runs("runs-at-once", "free-at-once", "succeed", "");
    user.awaitPhase("runs-at-once", "Completed");
    assertThat(user.events("runs-at-once")).doesNotContain("CooldownActive");
  }
}
