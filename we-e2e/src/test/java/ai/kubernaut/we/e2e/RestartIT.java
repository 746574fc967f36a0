package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A controller that is killed, and another one that goes on where it left off. */
class RestartIT {

  /** What one execution takes, its Events among them. */
  private static final int WRITES = 13;

  private static final long ROUNDS_NANOS = TimeUnit.SECONDS.toNanos(30);

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private Witness witness;
  private ControllerProcess controller;

  @BeforeEach
  void start() {
    cluster = Cluster.start(directory);
    user = new User(cluster.api());
    witness = Witness.of(cluster);
    controller = ControllerProcess.start(cluster);
  }

  @AfterEach
  void stop() throws Exception {
    controller.close();
    witness.close();
    cluster.close();
  }

  @Test
  void killedAfterEachOfItsWritesAnExecutionStillEndsOnce() throws Exception {
    for (int write = 1; write <= WRITES; write++) {
      String name = "write-" + write;
      cluster.forgetRequests();
      user.runs(name, "succeed after=300ms");
      killAfter(write, List.of(name));
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
        cluster.forgetRequests();
        killAfter(1 + random.nextInt(2 * WRITES), names);
      }
      assertEndsOnce(names);
    }
    witness.assertContent();
  }

  /** Kills the controller after so many writes, or when there is nothing more to do. */
  private void killAfter(int writes, List<String> names) {
    User.await(
        () ->
            cluster.controllerRequests().stream().filter(r -> r.isWrite()).count() >= writes
                || (names.stream().allMatch(user::ended) && user.leases().isEmpty()));
    controller.kill();
    controller = ControllerProcess.start(cluster);
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
