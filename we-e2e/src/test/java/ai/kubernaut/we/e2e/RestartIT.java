package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.e2e.wire.Journal;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A controller that is killed, and another one that goes on where it left off. */
class RestartIT {

  /** What one execution takes, its Events among them. */
  private static final int WRITES = 13;

  private static final long ROUNDS_NANOS = TimeUnit.SECONDS.toNanos(30);

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private Witness witness;
  private final Journal journal = new Journal();
  private GuardedController controller;

  @BeforeEach
  void start() {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
    witness = Witness.of(cluster);
    controller = GuardedController.start(cluster, journal, Settings.QUICK);
  }

  @AfterEach
  void stop() throws Exception {
    controller.close();
    witness.close();
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void killedWithExecutionsInEachPhaseItGoesOnWithAllOfThem(Engine engine) {
    controller.close();
    cluster.addTekton();
    controller = GuardedController.start(cluster, journal, Settings.QUICK.resting("4s"));
    try (History history = History.of(cluster)) {
      user.runs(engine, "running", "running", "succeed after=5s", "");
      user.runs(engine, "deleted", "deleted", "run slow-termination=3s", "");
      user.runs(engine, "ended", "shared", "succeed", "");
      user.awaitPod(Freezer.child("running"));
      user.awaitPod(Freezer.child("deleted"));
      WorkflowExecution ended = user.awaitPhase("ended", "Completed");
      user.runs(engine, "pending", "shared", "succeed", "");
      user.deletes("deleted");
      user.awaitBlocked("pending", Blockage.COOLING_DOWN);
      controller.kill();
      controller = GuardedController.start(cluster, journal, Settings.QUICK.resting("4s"));

      user.awaitGone("deleted");
      user.awaitPhase("running", "Completed");
      user.awaitPhase("pending", "Completed");
      user.awaitNothingLeft();
      assertThat(user.execution("ended").orElseThrow().status().completionTime())
          .isEqualTo(ended.status().completionTime());
      Safety safety = new Safety(history.complete(), journal.exchanges(), Duration.ofSeconds(4));
      assertThat(safety.violations()).isEmpty();
      assertThat(safety.started()).hasSize(4).values().allMatch(children -> children.size() == 1);
    }
  }

  @Test
  void killedAfterEachOfItsWritesAnExecutionStillEndsOnce() throws Exception {
    for (int write = 1; write <= WRITES; write++) {
      String name = "write-" + write;
      long before = journal.writes();
      user.runs(name, "succeed after=300ms");
      killAfter(before + write, List.of(name));
      assertEndsOnce(List.of(name));
    }
    witness.assertContent();
  }

  @Test
  void killedAtAnyMomentAllExecutionsStillEndOnce() throws Exception {
    long seed = Long.getLong("we.e2e.seed", System.nanoTime());
    System.out.println("-Dwe.e2e.seed=" + seed);
    Random random = new Random(seed);
    long end = System.nanoTime() + ROUNDS_NANOS;
    for (int round = 1; round == 1 || System.nanoTime() < end; round++) {
      String prefix = "round-" + round + "-";
      List<String> names = IntStream.range(0, 4).mapToObj(i -> prefix + i).toList();
      names.forEach(name -> user.runs(name, "succeed after=" + random.nextInt(600) + "ms"));
      for (int kills = 1 + random.nextInt(3); kills > 0; kills--) {
        killAfter(journal.writes() + 1 + random.nextInt(2 * WRITES), names);
      }
      assertEndsOnce(names);
    }
    witness.assertContent();
  }

  /** Kills the controller when there were so many writes, or when there is nothing more to do. */
  private void killAfter(long writes, List<String> names) {
    User.await(
        () ->
            journal.writes() >= writes
                || (names.stream().allMatch(user::ended) && user.leases().isEmpty()));
    controller.kill();
    controller = GuardedController.start(cluster, journal, Settings.QUICK);
  }

  private void assertEndsOnce(List<String> names) throws IOException {
    for (String name : names) {
      WorkflowExecution ended = user.awaitEnd(name);
      assertThat(ended.phase().toString()).as(name).isEqualTo("Completed");
      assertThat(witness.childrenStarted(ended.metadata().uid())).as(name).isEqualTo(1);
    }
    user.awaitNothingLeft();
    User.await(() -> names.stream().allMatch(this::audited));
    for (String name : names) {
      assertThat(audit(name)).as(name).hasSize(3);
    }
  }

  private boolean audited(String name) {
    return user.condition(name, ConditionType.AUDIT_RECORDED).filter(c -> c.isTrue()).isPresent();
  }

  /** The types of the audit events of an execution; a repeat counts once. */
  private Set<String> audit(String name) throws IOException {
    String uid = user.execution(name).orElseThrow().metadata().uid();
    return Files.readAllLines(ControllerProcess.audit(cluster)).stream()
        .filter(line -> line.contains(uid))
        .map(line -> Json.parse(line).orElseThrow())
        .map(RestartIT::type)
        .collect(Collectors.toSet());
  }

  private static String type(JsonObject event) {
    return Json.string(event, "event_type").orElseThrow();
  }
}
