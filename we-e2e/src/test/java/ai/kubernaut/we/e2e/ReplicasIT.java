package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.e2e.LeaderLease.Term;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two controllers of one cluster: whatever becomes of one of them, each execution runs once. */
class ReplicasIT {

  private static final String A = "replica-a";
  private static final String B = "replica-b";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private History history;
  private LeaderLease lease;
  private final Map<String, ControllerProcess> replicas = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  @BeforeEach
  void start() {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
    history = History.of(cluster);
    lease = LeaderLease.of(cluster);
  }

  @AfterEach
  void stop() throws Exception {
    replicas.values().forEach(ControllerProcess::close);
    lease.close();
    history.close();
    cluster.close();
  }

  @Test
  void aLeaderThatIsKilledUnderLoadIsReplaced() {
    startBoth(Settings.IMPATIENT);
    load(15);
    String killed = lease.awaitLeader(A, B);
    User.await(() -> names.stream().anyMatch(user::ended));
    replicas.get(killed).kill();
    load(5);
    lease.awaitLeader(other(killed));
    replicas.put(
        killed,
        ControllerProcess.replica(
            cluster, killed, cluster.controllerKubeconfig(), Settings.IMPATIENT));
    load(5);

    assertEachRanOnce();
  }

  @Test
  void aLeaderThatIsPausedForLongFindsAnotherOneAtWork() {
    startBoth(Settings.IMPATIENT);
    load(15);
    String paused = lease.awaitLeader(A, B);
    User.await(() -> names.stream().anyMatch(user::ended));
    replicas.get(paused).pause();
    load(5);
    lease.awaitLeader(other(paused));
    load(5);
    User.await(() -> names.stream().filter(user::ended).count() > 20);
    replicas.get(paused).goOn();
    load(5);

    assertEachRanOnce();
    assertThat(lease.holder()).startsWith(other(paused));
  }

  @Test
  void aLeaderThatIsToldToEndHandsOverWithoutAWait() {
    startBoth(Settings.ELECTED);
    load(15);
    String ended = lease.awaitLeader(A, B);
    User.await(() -> names.stream().anyMatch(user::ended));
    Instant told = Instant.now();
    replicas.get(ended).terminate();
    lease.awaitLeader(other(ended));
    load(5);

    assertEachRanOnce();
    assertHandedOver(ended, told);
  }

  /** The lease was let go, and taken before it would have run out. */
  private void assertHandedOver(String ended, Instant told) {
    List<Term> terms = lease.terms();
    Term last = terms.stream().filter(term -> term.isOf(ended)).reduce((a, b) -> b).orElseThrow();
    Term released = terms.get(terms.indexOf(last) + 1);
    Term taken = terms.get(terms.indexOf(last) + 2);
    System.out.printf(
        "told to end; lease released after %d ms, taken by the other one after %d ms%n",
        Duration.between(told, released.renewed()).toMillis(),
        Duration.between(told, taken.renewed()).toMillis());
    assertThat(released.holder()).isEmpty();
    assertThat(taken.isOf(other(ended))).isTrue();
    assertThat(taken.renewed()).isBefore(last.renewed().plus(last.lease()));
  }

  private void startBoth(Settings election) {
    for (String name : List.of(A, B)) {
      replicas.put(
          name, ControllerProcess.replica(cluster, name, cluster.controllerKubeconfig(), election));
    }
  }

  private static String other(String replica) {
    return replica.equals(A) ? B : A;
  }

  /** More executions, each on a target of its own. */
  private void load(int executions) {
    for (int i = 0; i < executions; i++) {
      String name = "load-" + names.size();
      names.add(name);
      user.runs(name, "succeed after=" + 100 * (names.size() % 10) + "ms");
    }
  }

  private void assertEachRanOnce() {
    for (String name : names) {
      assertThat(user.awaitEnd(name).phase().toString()).as(name).isEqualTo("Completed");
    }
    user.awaitNothingLeft();
    Safety safety = new Safety(history.complete(), List.of(), Duration.ofSeconds(1));
    assertThat(safety.violations()).isEmpty();
    assertThat(safety.started()).hasSize(names.size()).values().allMatch(jobs -> jobs.size() == 1);
  }
}
