package ai.kubernaut.we.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.testkit.embedded.faults.Fault;
import ai.kubernaut.we.testkit.embedded.faults.Faults;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.traffic.RequestMatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final RequestMatcher CREATES =
      RequestMatcher.any().verb("create").resource("configmaps");
  private static final RequestMatcher LISTS =
      RequestMatcher.any().verb("list").resource("configmaps");
  private static final RequestMatcher WATCHES =
      RequestMatcher.any().verb("watch").resource("configmaps");

  private EmbeddedKubernetes api;
  private Caller caller;

  @BeforeEach
  void start() {
    api = EmbeddedKubernetes.builder().start();
    caller = new Caller(api);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private List<String> names() throws IOException, InterruptedException {
    return caller.get(Caller.CONFIG_MAPS).names();
  }

  private String version() throws IOException, InterruptedException {
    return caller.get(Caller.CONFIG_MAPS).at("metadata", "resourceVersion");
  }

  @Test
  void aRequestLostBeforeItIsHandledChangesNothing() throws Exception {
    api.faults().inject(Fault.lostBefore().on(CREATES).nth(1));

    assertThatIOException().isThrownBy(() -> caller.create("a"));

    assertThat(names()).isEmpty();
    assertThat(caller.create("a").code()).isEqualTo(201);
  }

  @Test
  void aRequestLostAfterItIsHandledHasChangedTheWorld() throws Exception {
    api.faults().inject(Fault.lostAfter().on(CREATES).nth(1));

    assertThatIOException().isThrownBy(() -> caller.create("a"));

    assertThat(names()).containsExactly("a");
    assertThat(caller.create("a").at("reason")).isEqualTo("AlreadyExists");
  }

  @Test
  void anyStatusIsAnsweredInPlaceOfTheRequest() throws Exception {
    api.faults().inject(Fault.status(503, "ServiceUnavailable", "etcd is away").on(CREATES));

    Caller.Answer answer = caller.create("a");

    assertThat(answer.code()).isEqualTo(503);
    assertThat(answer.at("kind")).isEqualTo("Status");
    assertThat(answer.at("reason")).isEqualTo("ServiceUnavailable");
    assertThat(answer.at("message")).isEqualTo("etcd is away");
    assertThat(names()).isEmpty();
  }

  @Test
  void throttlingSaysWhenToComeBack() throws Exception {
    api.faults().inject(Fault.throttled(Duration.ofSeconds(3)).on(CREATES));

    Caller.Answer answer = caller.create("a");

    assertThat(answer.code()).isEqualTo(429);
    assertThat(answer.response().headers().firstValue("Retry-After")).contains("3");
  }

  @Test
  void latencyIsAtLeastWhatWasAskedFor() throws Exception {
    api.faults().inject(Fault.latency(Duration.ofMillis(150)).on(CREATES));

    caller.create("a");

    assertThat(api.traffic().of(CREATES).requests().get(0).took())
        .isGreaterThanOrEqualTo(Duration.ofMillis(150));
  }

  @Test
  void aStaleListShowsWhatWasThereSomeChangesAgo() throws Exception {
    caller.create("a");
    caller.create("b");
    caller.create("c");
    Faults.Injected fault = api.faults().inject(Fault.staleList(2).on(LISTS));

    assertThat(names()).containsExactly("a");

    fault.remove();
    assertThat(names()).containsExactly("a", "b", "c");
  }

  @Test
  void droppedEventsAreNeverSent() throws Exception {
    String version = version();
    caller.create("a");
    caller.create("b");
    caller.create("c");
    api.faults().inject(Fault.droppedEvent().on(WATCHES).nth(2));

    assertThat(caller.watch(version))
        .extracting(event -> Json.text(event, "object", "metadata", "name"))
        .containsExactly("a", "c");
  }

  @Test
  void delayedEventsComeLateAndInOrder() throws Exception {
    String version = version();
    caller.create("a");
    caller.create("b");
    api.faults().inject(Fault.delayedEvent(Duration.ofMillis(200)).on(WATCHES).nth(1));

    assertThat(caller.watch(version))
        .extracting(event -> Json.text(event, "object", "metadata", "name"))
        .containsExactly("a", "b");
    // A request is recorded after its answer has been sent.
    await()
        .untilAsserted(
            () ->
                assertThat(api.traffic().of(WATCHES).requests())
                    .singleElement()
                    .satisfies(
                        watch ->
                            assertThat(watch.took())
                                .isGreaterThanOrEqualTo(Duration.ofMillis(200))));
  }

  @Test
  void aBrokenWatchLosesItsConnection() throws Exception {
    String version = version();
    caller.create("a");
    api.faults().inject(Fault.brokenWatch().on(WATCHES));

    assertThatIOException().isThrownBy(() -> caller.watch(version));
  }

  @Test
  void compactionMakesOlderVersionsGone() throws Exception {
    String version = version();
    caller.create("a");
    caller.create("b");
    api.faults().inject(Fault.compaction().on(WATCHES).nth(1));

    assertThat(caller.watch(version))
        .singleElement()
        .satisfies(event -> assertThat(Json.text(event, "object", "reason")).isEqualTo("Expired"));
  }

  @Test
  void aRejectedTokenIsAnswered401() throws Exception {
    api.faults().inject(Fault.rejectedToken().first(1));

    assertThat(caller.create("a").at("reason")).isEqualTo("Unauthorized");
    assertThat(caller.create("a").code()).isEqualTo(201);
  }

  @Test
  void faultsStrikeOnlyWhatTheyAreFor() throws Exception {
    api.faults()
        .inject(
            Fault.status(500, "InternalError", "no")
                .on(RequestMatcher.any().writes().name("x").userAgent("^other/")));

    assertThat(caller.create("x").code()).isEqualTo(201);
  }

  @Test
  void faultsCountWhatTheyHaveStruckAndCanBeCleared() throws Exception {
    Faults.Injected fault = api.faults().inject(Fault.status(500, "InternalError", "no").after(1));
    caller.create("a");
    caller.create("b");

    assertThat(fault.struck()).isEqualTo(1);

    api.faults().clear();
    assertThat(caller.create("b").code()).isEqualTo(201);
  }

  @Test
  void theSameSeedGivesTheSameFaults() throws Exception {
    List<Integer> first = codes(7);

    assertThat(codes(7)).isEqualTo(first);
    assertThat(codes(8)).isNotEqualTo(first);
    assertThat(first).contains(201, 500);
  }

  private static List<Integer> codes(long seed) throws IOException, InterruptedException {
    List<Integer> codes = new ArrayList<>();
    try (EmbeddedKubernetes seeded = EmbeddedKubernetes.builder().seed(seed).start()) {
      Fault half = Fault.status(500, "InternalError", "chance").withProbability(0.5);
      seeded.faults().inject(half);
      Caller one = new Caller(seeded);
      for (int i = 0; i < 40; i++) {
        codes.add(one.create("c" + i).code());
      }
    }
    return codes;
  }
}
