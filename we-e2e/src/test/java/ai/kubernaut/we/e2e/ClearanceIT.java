package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.routing.Route;
import ai.kubernaut.we.core.routing.Routing;
import ai.kubernaut.we.core.routing.RoutingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the webhook has stamped lets others run; the webhook itself is tested with a real server.
 */
class ClearanceIT {

  private static final String AT = "2026-01-01T12:00:00Z";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private ControllerProcess controller;

  @BeforeEach
  void start() {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
  }

  @AfterEach
  void stop() throws Exception {
    controller.close();
    cluster.close();
  }

  private ControllerProcess controller(boolean clearances) {
    return ControllerProcess.start(
        cluster, Settings.QUICK.and("clearance: {enabled: " + clearances + "}"));
  }

  private void stamp(String name) {
    user.stamps(name, "looked at it", "alice", AT);
  }

  private WorkflowExecution failed(String name) {
    user.runs(name, "exit=1");
    user.awaitFailure(name);
    User.await(() -> recorded(name));
    user.awaitNothingLeft();
    return user.execution(name).orElseThrow();
  }

  private boolean recorded(String name) {
    return user.condition(name, ConditionType.AUDIT_RECORDED).filter(Condition::isTrue).isPresent();
  }

  /** What whoever wants to run another workflow there an hour later is told. */
  private static Route route(WorkflowExecution before) {
    return Routing.route(
        TargetResource.parse(before.spec().orElseThrow().targetResource()).orElseThrow(),
        "other",
        List.of(before),
        RoutingPolicy.DEFAULTS,
        Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void aStampLetsOthersRunAndIsToldOnce() throws Exception {
    controller = controller(true);
    WorkflowExecution before = failed("cleared");
    assertThat(route(before)).isInstanceOf(Route.Blocked.class);
    stamp("cleared");
    User.await(
        () ->
            user.execution("cleared").orElseThrow().status().blockClearance().isPresent()
                && recorded("cleared"));
    WorkflowExecution after = user.execution("cleared").orElseThrow();

    assertThat(after.status().blockClearance())
        .contains(
            new BlockClearance(
                "Annotation", "looked at it", "alice", Optional.of(Instant.parse(AT))));
    assertThat(after.status().failureDetails()).isEqualTo(before.status().failureDetails());
    assertThat(after.status().completionTime()).isEqualTo(before.status().completionTime());
    assertThat(route(after)).isInstanceOf(Route.Proceed.class);
    assertThat(told(after)).hasSize(4);
    assertThat(told(after).get(3)).contains("workflowexecution.block.cleared");
  }

  @Test
  void aStampCountsForNothingWhereNoWebhookIsSaidToBe() throws Exception {
    controller = controller(false);
    WorkflowExecution before = failed("stamped");
    stamp("stamped");
    WorkflowExecution other = failed("later");
    WorkflowExecution after = user.execution("stamped").orElseThrow();

    assertThat(other.status().blockClearance()).isEmpty();
    assertThat(after.status()).isEqualTo(before.status());
    assertThat(route(after)).isInstanceOf(Route.Blocked.class);
    controller.close();
    controller = controller(true);
    User.await(() -> user.execution("stamped").orElseThrow().status().blockClearance().isPresent());
  }

  private List<String> told(WorkflowExecution execution) throws IOException {
    return Files.readAllLines(ControllerProcess.audit(cluster)).stream()
        .filter(line -> line.contains(execution.metadata().uid()))
        .toList();
  }
}
