package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.core.plan.Blockage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An audit sink that nobody reaches, or that never answers, holds up nothing but deletions, and
 * those not for ever.
 */
class AuditOutageIT {

  private static final String UNREACHABLE = "http://127.0.0.1:1";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private ControllerProcess controller;

  @BeforeEach
  void start() {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
  }

  private ControllerProcess delivering(String url) {
    return ControllerProcess.start(
        cluster,
        Settings.QUICK.and(
            """
            audit: {sink: datastorage, deletionWait: 4s, deadLetterFile: '%s'}
            datastorage: {url: '%s', timeout: 1s}
            """
                .formatted(deadLetters(), url)));
  }

  @AfterEach
  void stop() throws Exception {
    controller.close();
    cluster.close();
  }

  private Path deadLetters() {
    return directory.resolve("letters").resolve("dead.jsonl");
  }

  @Test
  void executionsRunAndEndAndReleaseTheirTargets() throws Exception {
    controller = delivering(UNREACHABLE);
    assertExecutionsEnd(1);
  }

  @Test
  void theyDoSoWhereTheSinkTakesRequestsAndNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      controller = delivering("http://127.0.0.1:" + silent.getLocalPort());
      assertExecutionsEnd(20);
    }
  }

  private void assertExecutionsEnd(int executions) {
    List<String> names = IntStream.range(0, executions).mapToObj(i -> "runs-" + i).toList();
    names.forEach(name -> user.runs(name, "succeed"));
    names.forEach(name -> user.awaitPhase(name, "Completed"));
    user.awaitNothingLeft();

    for (String name : names) {
      assertThat(user.condition(name, ConditionType.AUDIT_RECORDED))
          .hasValueSatisfying(c -> assertThat(c.reason()).isEqualTo("Owed"));
    }
    assertThat(deadLetters()).doesNotExist();
  }

  @Test
  void aDeletionSaysThatItWaitsAndThenLeavesDeadLetters() throws Exception {
    controller = delivering(UNREACHABLE);
    user.runs("deleted", "exit=1");
    String uid = user.awaitPhase("deleted", "Failed").metadata().uid();
    user.awaitNothingLeft();
    user.deletes("deleted");
    user.awaitBlocked("deleted", Blockage.AUDIT_NOT_DELIVERED);
    user.awaitGone("deleted");

    assertThat(Files.readAllLines(deadLetters())).hasSize(3).allMatch(line -> line.contains(uid));
    assertThat(controller.metric("workflowexecution_audit_dead_lettered_total")).isEqualTo(3);
  }
}
