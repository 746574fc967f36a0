package ai.kubernaut.we.audit.sink;

import static ai.kubernaut.we.audit.sink.DataStorageStandIn.reset;
import static ai.kubernaut.we.audit.sink.DataStorageStandIn.status;
import static ai.kubernaut.we.audit.sink.DataStorageStandIn.storing;
import static ai.kubernaut.we.audit.sink.DataStorageStandIn.storingHalf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.audit.AuditMetrics;
import ai.kubernaut.we.audit.DeliveringTrail;
import ai.kubernaut.we.audit.DeliveryLimits;
import ai.kubernaut.we.audit.Events;
import ai.kubernaut.we.audit.Executions;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.datastorage.Attempts;
import ai.kubernaut.we.datastorage.DataStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From executions to Data Storage: each event arrives, logically once, whatever the service does.
 */
class MisbehavingDataStorageTest {

  private static final Duration TINY = Duration.ofMillis(1);
  private static final int[] STATUSES = {200, 302, 401, 403, 404, 408, 429, 500, 502, 503, 504};

  private final List<String> dead = Collections.synchronizedList(new ArrayList<>());
  private DataStorageStandIn service;

  @BeforeEach
  void start() throws IOException {
    service = DataStorageStandIn.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatArrivesIsWhatTheExecutionsDid(long seed) throws Exception {
    Random random = new Random(seed);
    List<WorkflowExecution> executions = executions(random, 100);
    IntStream.range(0, 150).forEach(i -> service.then(misbehaviour(random)));

    DeliveringTrail trail = trail();
    executions.forEach(execution -> offer(trail, execution));
    await().until(() -> executions.stream().allMatch(execution -> confirmed(trail, execution)));

    assertThat(trail.close(Duration.ofMinutes(1))).isTrue();
    assertThat(service.identities()).isEqualTo(identities(executions));
    assertThat(dead).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void poisonIsFoundAmongFaultsAndTakesNothingWithIt(long seed) throws Exception {
    Random random = new Random(seed);
    List<WorkflowExecution> executions = executions(random, 60);
    service.poison(event -> Events.identity(event).matches("uid-[0-9]*7 .*started"));
    IntStream.range(0, 60).forEach(i -> service.then(misbehaviour(random)));

    DeliveringTrail trail = trail();
    executions.forEach(execution -> offer(trail, execution));
    await().until(() -> executions.stream().allMatch(execution -> settled(trail, execution)));
    trail.close(Duration.ofMinutes(1));

    List<String> poison =
        identities(executions).stream().filter(i -> i.matches("uid-[0-9]*7 .*started")).toList();
    List<String> good = new ArrayList<>(identities(executions));
    good.removeAll(poison);
    assertThat(poison).isNotEmpty();
    assertThat(service.identities()).isEqualTo(good);
    assertThat(dead).containsExactlyInAnyOrderElementsOf(poison);
  }

  @Test
  void aRestartSendsWhatIsStillOwed() throws Exception {
    List<WorkflowExecution> executions = executions(new Random(9), 50);
    service.then(DataStorageStandIn::wellBehaved).always(status(503));
    DeliveringTrail first = trail();
    executions.forEach(execution -> offer(first, execution));
    await().until(() -> service.requests().size() > 5);
    assertThat(first.close(TINY)).isFalse();

    service.always(DataStorageStandIn::wellBehaved);
    DeliveringTrail second = trail();
    executions.forEach(execution -> offer(second, execution));
    assertThat(second.close(Duration.ofMinutes(1))).isTrue();

    assertThat(service.identities()).isEqualTo(identities(executions));
  }

  @Test
  void anOutageIsOverOnceTheServiceIsBackAtItsPort() throws Exception {
    int port = service.port();
    DeliveringTrail trail = trail();
    service.close();
    List<WorkflowExecution> executions = executions(new Random(10), 50);
    executions.forEach(execution -> offer(trail, execution));

    service = DataStorageStandIn.start(port);
    await().until(() -> executions.stream().allMatch(execution -> confirmed(trail, execution)));

    assertThat(service.identities()).isEqualTo(identities(executions));
    assertThat(trail.close(TINY)).isTrue();
  }

  private DeliveringTrail trail() throws IOException {
    return DeliveringTrail.to(
            new DataStorageSink(
                DataStorage.at(service.url()).timeout(Duration.ofSeconds(30)).build(),
                new Attempts(2, TINY),
                AuditMetrics.NONE))
        .limits(
            DeliveryLimits.DEFAULTS.batches(20, 1 << 20, TINY).pausing(TINY, TINY.multipliedBy(4)))
        .deadLetters(events -> events.forEach(event -> dead.add(Events.identity(event))))
        .start();
  }

  private static void offer(DeliveringTrail trail, WorkflowExecution execution) {
    assertThat(trail.submit(OwedAudit.of(execution))).isTrue();
  }

  private static boolean confirmed(DeliveringTrail trail, WorkflowExecution execution) {
    return trail.progress(execution.metadata().uid()).confirms(OwedAudit.of(execution));
  }

  private static boolean settled(DeliveringTrail trail, WorkflowExecution execution) {
    AuditProgress progress = trail.progress(execution.metadata().uid());
    return progress.rejected().isPresent() || confirmed(trail, execution);
  }

  private static List<WorkflowExecution> executions(Random random, int count) {
    FailureReason[] reasons = FailureReason.values();
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              FailureReason reason = reasons[random.nextInt(reasons.length)];
              return switch (random.nextInt(4)) {
                case 0 -> Executions.failed("uid-" + i, reason);
                case 3 -> Executions.cleared("uid-" + i, reason);
                case 1 -> Executions.refused("uid-" + i, reason);
                default -> Executions.completed("uid-" + i);
              };
            })
        .toList();
  }

  private static List<String> identities(List<WorkflowExecution> executions) {
    return executions.stream()
        .map(OwedAudit::of)
        .flatMap(List::stream)
        .map(MisbehavingDataStorageTest::identity)
        .sorted()
        .toList();
  }

  private static String identity(AuditEvent event) {
    return event.execution().metadata().uid() + " " + event.type();
  }

  private static DataStorageStandIn.Misbehaviour misbehaviour(Random random) {
    DataStorageStandIn.Misbehaviour lie =
        random.nextInt(3) == 0 ? reset() : status(STATUSES[random.nextInt(STATUSES.length)]);
    return switch (random.nextInt(6)) {
      case 0 -> storing(lie);
      case 1 -> storingHalf(lie);
      case 2 -> status(429, "0");
      case 3 -> DataStorageStandIn::wellBehaved;
      case 4 ->
          request -> {
            if (request.acceptable()) {
              request.store();
            }
            DataStorageStandIn.wellBehaved(request);
          };
      default -> lie;
    };
  }
}
