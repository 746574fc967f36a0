package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two electors of one lease, stepped by hand, each with a monotonic clock of its own. */
class LeaseElectorTest {

  private static final ResourceRef LEASE = ResourceType.LEASES.named("system", "we-controller");
  private static final String PATH =
      "/apis/coordination.k8s.io/v1/namespaces/system/leases/we-controller";

  static final LeaseTiming TIMING =
      new LeaseTiming(
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1));

  private final StubApi server = new StubApi();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final ManualTime timeA = new ManualTime();
  private final ManualTime timeB = new ManualTime();
  private final LeaseElector a = elector("a", timeA);
  private final LeaseElector b = elector("b", timeB);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFirstLeadsAndTheSecondWaits() {
    a.step();
    b.step();

    assertThat(a.isLeader()).isTrue();
    assertThat(b.isLeader()).isFalse();
    assertThat(calls).containsExactly("a started");
    assertThat(Json.string(server.get(PATH), "spec", "holderIdentity")).contains("a");
    assertThat(Json.string(server.get(PATH), "spec", "acquireTime"))
        .contains("2026-01-01T00:00:00.000000Z");
    assertThat(Json.integer(server.get(PATH), "spec", "leaseTransitions")).hasValue(0);
  }

  @Test
  void renewingCostsOneRequest() {
    a.step();
    int before = server.requests().size();
    pass(Duration.ofSeconds(2));
    a.step();

    assertThat(server.requests()).hasSize(before + 1);
    assertThat(server.requests().get(before)).startsWith("PUT ");
    assertThat(Json.string(server.get(PATH), "spec", "renewTime"))
        .contains("2026-01-01T00:00:02.000000Z");
  }

  @Test
  void aLeaseThatIsRenewedIsNeverTaken() {
    a.step();
    for (int i = 0; i < 60; i++) {
      pass(Duration.ofSeconds(2));
      a.step();
      b.step();
    }

    assertThat(a.isLeader()).isTrue();
    assertThat(b.isLeader()).isFalse();
    assertThat(calls).containsExactly("a started");
  }

  @Test
  void aLeaderThatIsSilentIsReplacedAfterTheLease() {
    a.step();
    b.step();
    timeB.pass(TIMING.lease());
    b.step();
    assertThat(b.isLeader()).isFalse();
    timeB.pass(Duration.ofMillis(1));
    b.step();

    assertThat(b.isLeader()).isTrue();
    assertThat(Json.integer(server.get(PATH), "spec", "leaseTransitions")).hasValue(1);
  }

  @Test
  void aPausedLeaderKnowsAtOnceAndGivesUp() {
    a.step();
    b.step();
    pass(TIMING.lease().plusMillis(1));
    b.step();

    assertThat(a.isLeader()).as("before it has done anything").isFalse();
    a.step();
    assertThat(calls).containsExactly("a started", "b started", "a stopped");
    assertThat(b.isLeader()).isTrue();
  }

  @Test
  void aLeaderGivesUpBeforeOthersMayTakeOver() {
    a.step();
    pass(TIMING.renewWithin());

    assertThat(a.isLeader()).isFalse();
    b.step();
    assertThat(b.isLeader()).isFalse();
  }

  @Test
  void leadershipThatWasLostIsSoughtAgain() {
    a.step();
    pass(TIMING.renewWithin());
    a.step();
    assertThat(calls).containsExactly("a started", "a stopped");
    a.step();

    assertThat(a.isLeader()).isTrue();
    assertThat(calls).containsExactly("a started", "a stopped", "a started");
  }

  @Test
  void aRenewalWhoseAnswerWasLostIsNoLoss() {
    a.step();
    server.onWrite(this::carryOutAndDrop);
    pass(Duration.ofSeconds(2));
    a.step();
    assertThat(a.isLeader()).isTrue();

    pass(Duration.ofSeconds(2));
    a.step();
    pass(TIMING.renewWithin().minusMillis(1));
    assertThat(a.isLeader()).as("the second renewal counts").isTrue();
    assertThat(calls).containsExactly("a started");
  }

  @Test
  void anAcquisitionWhoseAnswerWasLostIsTakenUp() {
    server.onWrite(this::carryOutAndDrop);
    a.step();
    assertThat(a.isLeader()).isFalse();
    a.step();

    assertThat(a.isLeader()).isTrue();
    assertThat(Json.integer(server.get(PATH), "spec", "leaseTransitions")).hasValue(0);
  }

  @Test
  void refusedRenewalsAreBorneUntilTheTimeIsUp() {
    a.step();
    for (int i = 0; i < 4; i++) {
      server.onWrite(StubApi.refusing(503, "ServiceUnavailable"));
      pass(Duration.ofSeconds(2));
      a.step();
      assertThat(a.isLeader()).isTrue();
    }
    pass(Duration.ofSeconds(2));
    a.step();

    assertThat(calls).containsExactly("a started", "a stopped");
  }

  @Test
  void anEditByOthersIsKeptAndNoLoss() {
    a.step();
    JsonObject edited = server.get(PATH);
    edited.getAsJsonObject("metadata").addProperty("note", "kept");
    server.put(PATH, edited);
    pass(Duration.ofSeconds(2));
    a.step();
    pass(TIMING.renewWithin().minusMillis(1));

    assertThat(a.isLeader()).isTrue();
    assertThat(Json.string(server.get(PATH), "metadata", "note")).contains("kept");
  }

  @Test
  void aLeaseTakenByAnotherIsALoss() {
    a.step();
    JsonObject taken = server.get(PATH);
    taken.getAsJsonObject("spec").addProperty("holderIdentity", "b");
    server.put(PATH, taken);
    pass(Duration.ofSeconds(2));
    a.step();

    assertThat(a.isLeader()).isFalse();
    assertThat(calls).containsExactly("a started", "a stopped");
  }

  @Test
  void aLeaseThatIsGoneIsALossAndIsMadeAgain() {
    a.step();
    server.remove(PATH);
    pass(Duration.ofSeconds(2));
    a.step();
    assertThat(a.isLeader()).isFalse();
    a.step();

    assertThat(a.isLeader()).isTrue();
  }

  @Test
  void aLeaseIsNotTakenWhileThereIsAnObjectionAndIsMarkedWhenItIs() {
    List<String> objections = new ArrayList<>(List.of("not yet"));
    LeaseElector careful =
        new LeaseElector(
            server.client(),
            LEASE,
            "careful",
            TIMING,
            new LeaderCallbacks() {
              @Override
              public void startedLeading() {
                calls.add("careful started");
              }

              @Override
              public void stoppedLeading() {
                calls.add("careful stopped");
              }

              @Override
              public Optional<String> objection(JsonObject lease) {
                return objections.stream().findFirst();
              }

              @Override
              public Map<String, String> marks() {
                return Map.of("example.com/by", "careful");
              }
            },
            timeA,
            timeA);
    careful.step();
    assertThat(careful.isLeader()).isFalse();
    assertThat(server.requests()).noneMatch(request -> !request.startsWith("GET "));

    objections.clear();
    careful.step();
    assertThat(careful.isLeader()).isTrue();
    assertThat(Json.string(server.get(PATH), "metadata", "annotations", "example.com/by"))
        .contains("careful");
  }

  @Test
  void aStartThatFailsGivesTheLeaseToOthers() {
    LeaseElector broken =
        new LeaseElector(
            server.client(),
            LEASE,
            "broken",
            TIMING,
            new LeaderCallbacks() {
              @Override
              public void startedLeading() {
                throw new IllegalStateException("cannot start");
              }

              @Override
              public void stoppedLeading() {
                calls.add("broken stopped");
              }
            },
            timeA,
            timeA);
    broken.step();
    assertThat(broken.isLeader()).isFalse();
    b.step();

    assertThat(b.isLeader()).isTrue();
    assertThat(calls).containsExactly("broken stopped", "b started");
  }

  @Test
  void aCleanEndReleasesTheLeaseAfterLeadingHasStopped() throws InterruptedException {
    a.start();
    await().until(a::isLeader);
    a.stop(Duration.ofSeconds(30));
    assertThat(a.isLeader()).isFalse();
    assertThat(Json.string(server.get(PATH), "spec", "holderIdentity")).contains("");
    assertThat(Json.integer(server.get(PATH), "spec", "leaseDurationSeconds")).hasValue(1);
    b.step();

    assertThat(b.isLeader()).isTrue();
    assertThat(calls).containsExactly("a started", "a stopped", "b started");
  }

  @Test
  void aLeaseThatWasEditedIsReleasedAllTheSame() throws InterruptedException {
    a.start();
    await().until(a::isLeader);
    JsonObject edited = server.get(PATH);
    edited.getAsJsonObject("metadata").addProperty("generation", 7);
    server.put(PATH, edited);
    a.stop(Duration.ofSeconds(30));

    assertThat(Json.string(server.get(PATH), "spec", "holderIdentity")).contains("");
  }

  @Test
  void othersWaitNoShorterThanTheLeaderBelieves() {
    LeaseRecord lease =
        LeaseRecord.absent(LEASE).renewed("a", Duration.ofMillis(1500), timeA.instant());

    assertThat(lease.duration(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void endingWithoutTheLeaseWritesNothing() throws InterruptedException {
    b.step();
    a.start();
    await().until(() -> server.requests().size() > 2);
    a.stop(Duration.ofSeconds(30));

    assertThat(server.requests().stream().filter(r -> r.startsWith("PUT "))).isEmpty();
  }

  @Test
  void aServerThatCannotBeAskedMakesNobodyLeader() {
    server.close();
    a.step();

    assertThat(a.isLeader()).isFalse();
    assertThat(calls).isEmpty();
  }

  @Test
  void refusesTimingsThatLetTwoLead() {
    Duration ten = Duration.ofSeconds(10);
    assertThatThrownBy(() -> new LeaseTiming(ten, ten, Duration.ofSeconds(2), ten))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void pass(Duration time) {
    timeA.pass(time);
    timeB.pass(time);
  }

  private void carryOutAndDrop(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    server.put(PATH, Json.parse(body).orElseThrow());
    exchange.close();
  }

  private LeaseElector elector(String identity, ManualTime time) {
    return new LeaseElector(
        server.client(),
        LEASE,
        identity,
        TIMING,
        new LeaderCallbacks() {
          @Override
          public void startedLeading() {
            calls.add(identity + " started");
          }

          @Override
          public void stoppedLeading() {
            calls.add(identity + " stopped");
          }
        },
        time,
        time);
  }
}
