package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache that follows a server which misbehaves, and recovers every time. */
class WatchCacheFaultsTest {

  private static final String EXPIRED =
      "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
          + "\"status\":\"Failure\",\"message\":\"too old resource version: 1 (4220)\","
          + "\"reason\":\"Expired\",\"code\":410}}\n";

  private static final String TOO_LARGE =
      "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"Timeout: Too large resource"
          + " version: 900, current: 12\",\"reason\":\"Timeout\",\"details\":{\"causes\":[{"
          + "\"reason\":\"ResourceVersionTooLarge\",\"message\":\"Too large resource version\"}],"
          + "\"retryAfterSeconds\":1},\"code\":504}";

  private final StubApi server = new StubApi();
  private final List<String> poisoned = new CopyOnWriteArrayList<>();
  private WatchCache<Thing> cache = cache(Duration.ofMinutes(3));

  @AfterEach
  void stop() {
    cache.close();
    server.close();
  }

  @Test
  void aSilentConnectionIsReplacedAndWhatItMissedIsSeen() {
    cache = cache(Duration.ofSeconds(1));
    server.onWatch(server.silence());
    start();
    put("a", "1");

    awaitValue("a", "1");
    assertThat(server.lists()).isEqualTo(1);
    assertThat(cache.watchRestarts()).isPositive();
  }

  @Test
  void watchesThatEndAtOnceAreNotReopenedInAHurry() {
    cache =
        builder(Duration.ofMinutes(3))
            .settledAfter(Duration.ofMinutes(1))
            .backoff(new Backoff(Duration.ofHours(1), Duration.ofHours(1)))
            .build();
    server.onWatch(StubApi.answering(""));
    start();
    await().until(() -> server.watches() == 1);

    await().during(Duration.ofMillis(300)).until(() -> server.watches() == 1);
  }

  @Test
  void watchesThatEndAtOnceAreReopenedInTheEnd() {
    for (int i = 0; i < 5; i++) {
      server.onWatch(StubApi.answering(""));
    }
    start();
    put("a", "1");

    awaitValue("a", "1");
    assertThat(server.lists()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503})
  void aListThatFailsIsTriedAgain(int code) {
    put("a", "1");
    server.onList(StubApi.refusing(code, "Refused"));
    server.onList(StubApi.refusing(code, "Refused"));
    server.onList(HttpExchange::close);
    start();

    awaitValue("a", "1");
    assertThat(cache.lastError()).isEmpty();
  }

  @Test
  void aListThatFailsIsNotTriedAgainInAHurryAndSaysWhy() {
    cache =
        builder(Duration.ofMinutes(3))
            .backoff(new Backoff(Duration.ofHours(1), Duration.ofHours(1)))
            .build();
    server.onList(StubApi.refusing(403, "Forbidden"));
    cache.start();

    await().until(() -> cache.lastError().isPresent());
    assertThat(cache.lastError().orElseThrow().kind()).isEqualTo(ApiError.Kind.FORBIDDEN);
    await().during(Duration.ofMillis(300)).until(() -> server.lists() == 1);
    assertThat(cache.synced()).isFalse();
    assertThat(cache.lastContact()).isEmpty();
  }

  @Test
  void aServersWishToWaitIsGranted() {
    server.onList(
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "3600");
          StubApi.refuse(exchange, 429, "TooManyRequests");
        });
    cache.start();

    await().until(() -> cache.lastError().isPresent());
    await().during(Duration.ofMillis(300)).until(() -> server.lists() == 1);
  }

  @Test
  void anExpiredVersionToldByAnEventIsListedAnew() {
    server.onWatch(StubApi.answering(EXPIRED));
    start();

    await().until(() -> server.lists() == 2 && server.watches() == 2);
    put("a", "1");
    awaitValue("a", "1");
    assertThat(cache.relists()).isEqualTo(1);
  }

  @Test
  void anExpiredVersionToldByAStatusIsListedAnew() {
    server.onWatch(StubApi.refusing(410, "Expired"));
    start();

    await().until(() -> server.lists() == 2 && server.watches() == 2);
    put("a", "1");
    awaitValue("a", "1");
  }

  @Test
  void aPageThatExpiredBeginsTheListAnew() {
    put("a", "1");
    put("b", "1");
    put("c", "1");
    server.onList(
        exchange ->
            StubApi.send(
                exchange,
                200,
                Json.parse(
                        "{\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"2\"},\"items\":[]}")
                    .orElseThrow()));
    server.onList(StubApi.refusing(410, "Expired"));
    start();

    assertThat(cache.all()).hasSize(3);
  }

  @Test
  void aServerWhoseVersionsWentBackIsFollowedAgain() {
    put("a", "before");
    put("b", "before");
    start();
    server.remove(Thing.path("b"));
    await().until(() -> cache.get("ns", "b").isEmpty());

    server.onWatch(exchange -> StubApi.send(exchange, 504, json(TOO_LARGE)));
    server.rewind(5);
    server.endWatches();
    await().until(() -> server.lists() == 2);
    put("a", "after");

    awaitValue("a", "after");
  }

  @Test
  void aVersionThatIsTooLargeToldByAnEventIsListedAnew() {
    server.onWatch(StubApi.answering("{\"type\":\"ERROR\",\"object\":" + TOO_LARGE + "}\n"));
    start();

    await().until(() -> server.lists() == 2 && server.watches() == 2);
    put("a", "1");
    awaitValue("a", "1");
  }

  @Test
  void aWatchThatGoesBackIsListedAnew() {
    put("a", "1");
    start();
    await().until(() -> server.watches() == 1);
    server.removeSilently(Thing.path("a"));
    server.emit(
        "{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"namespace\":\"ns\",\"name\":\"x\","
            + "\"uid\":\"u\",\"resourceVersion\":\"1\"}}}");

    await().until(() -> cache.get("ns", "a").isEmpty() && cache.get("ns", "x").isEmpty());
    assertThat(cache.relists()).isPositive();
  }

  @Test
  void aWatchThatStaysSilentIsListedAnew() {
    put("a", "1");
    cache = builder(Duration.ofSeconds(1)).quietFor(Duration.ofMillis(1)).build();
    start();
    server.rewind(5);
    server.removeSilently(Thing.path("a"));

    await().until(() -> cache.get("ns", "a").isEmpty());
  }

  @Test
  void aWatchThatIsRefusedAgainAndAgainIsListedAnew() {
    for (int i = 0; i < 3; i++) {
      server.onWatch(StubApi.refusing(500, ""));
    }
    start();

    await().until(() -> server.lists() == 2);
    put("a", "1");
    awaitValue("a", "1");
  }

  @Test
  void anEventThatIsCutIsAskedForAgain() {
    put("a", "1");
    server.onWatch(StubApi.answering("{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"na"));
    start();
    put("a", "2");

    awaitValue("a", "2");
    assertThat(server.lists()).isEqualTo(1);
  }

  @Test
  void onePoisonObjectInAListIsReportedAndTheOthersAreThere() {
    put("a", "1");
    put("b", "poison");
    put("c", "1");
    start();

    assertThat(cache.all()).extracting(Thing::name).containsExactlyInAnyOrder("a", "c");
    assertThat(poisoned).containsExactly("ns/b");
    assertThat(cache.poisoned()).isEqualTo(1);

    put("b", "cured");
    awaitValue("b", "cured");
  }

  @Test
  void anObjectThatTurnsToPoisonIsKeptAsItWasUntilItIsDeleted() {
    put("a", "1");
    start();
    put("a", "poison");
    await().until(() -> cache.poisoned() == 1);
    server.onWatch(StubApi.refusing(410, "Expired"));
    server.endWatches();
    await().until(() -> cache.relists() == 1);

    assertThat(cache.get("ns", "a").orElseThrow().value()).isEqualTo("1");

    await().until(() -> server.watches() == 3);
    server.remove(Thing.path("a"));
    await().until(() -> cache.get("ns", "a").isEmpty());
  }

  @Test
  void framesThatAreNoObjectsDoNotEndTheWatch() {
    start();
    await().until(() -> server.watches() == 1);
    server.emit("{\"type\":\"MODIFIED\",\"object\":{}}");
    server.emit("{\"type\":\"MODIFIED\",\"object\":[1]}");
    server.emit("{\"type\":\"DELETED\"}");
    put("a", "1");

    awaitValue("a", "1");
    assertThat(server.watches()).isEqualTo(1);
  }

  @Test
  void aTypeThatIsServedLaterIsFollowedThen() {
    server.onList(StubApi.refusing(404, "NotFound"));
    cache =
        builder(Duration.ofMinutes(3))
            .backoff(new Backoff(Duration.ofMillis(200), Duration.ofMillis(200)))
            .build();
    cache.start();

    await().until(cache::notServed);
    assertThat(cache.synced()).isFalse();
    assertThat(cache.lastContact()).isPresent();

    put("a", "1");
    awaitValue("a", "1");
    assertThat(cache.notServed()).isFalse();
  }

  @Test
  void whatWasMissedIsFoundByTheRegularList() {
    put("a", "1");
    cache = builder(Duration.ofSeconds(1)).relistEvery(Duration.ofMillis(1)).build();
    start();
    await().until(() -> server.watches() == 1);
    server.removeSilently(Thing.path("a"));
    server.endWatches();

    await().until(() -> cache.get("ns", "a").isEmpty());
  }

  @Test
  void anAdditionThatWasMissedIsToldByTheRegularList() {
    List<String> heard = new CopyOnWriteArrayList<>();
    cache = builder(Duration.ofMinutes(3)).relistEvery(Duration.ofMillis(1)).build();
    cache.listen(change -> heard.add(change.latest().name() + " " + change.before().isEmpty()));
    start();
    await().until(() -> server.watches() == 1);
    server.putSilently(Thing.path("a"), Thing.json("a", "1"));
    server.endWatches();

    await().until(() -> heard.equals(List.of("a true")));
  }

  @Test
  void aRegularListThatFailsDoesNotEndTheWatch() {
    put("a", "1");
    cache = builder(Duration.ofMinutes(3)).relistEvery(Duration.ofMillis(1)).build();
    start();
    await().until(() -> server.watches() == 1);
    server.onList(StubApi.refusing(500, "InternalError"));
    server.endWatches();
    await().until(() -> server.watches() == 2);
    put("a", "2");

    awaitValue("a", "2");
  }

  @Test
  void aServerThatIsSlowToListIsGivenUpAndAskedAgain() {
    put("a", "1");
    cache.close();
    cache =
        WatchCache.builder(
                server.client().withTimeout(Duration.ofMillis(500)),
                Thing.TYPE.all().inNamespace("ns"),
                Thing::decode)
            .backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(20)))
            .build();
    server.onList(server::hang);
    start();

    awaitValue("a", "1");
  }

  private static JsonObject json(String text) {
    return Json.parse(text).orElseThrow();
  }

  private WatchCache<Thing> cache(Duration watchFor) {
    return builder(watchFor).build();
  }

  private WatchCache.Builder<Thing> builder(Duration watchFor) {
    return WatchCache.builder(server.client(), Thing.TYPE.all().inNamespace("ns"), Thing::decode)
        .watchFor(watchFor)
        .pageSize(2)
        .settledAfter(Duration.ZERO)
        .backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(20)))
        .observer(
            new CacheObserver() {
              @Override
              public void poisoned(String namespace, String name, RuntimeException why) {
                poisoned.add(namespace + "/" + name);
              }
            });
  }

  private void put(String name, String value) {
    server.put(Thing.path(name), Thing.json(name, value));
  }

  private void start() {
    cache.start();
    await().until(cache::synced);
  }

  private void awaitValue(String name, String value) {
    await().until(() -> cache.get("ns", name).filter(t -> t.value().equals(value)).isPresent());
  }
}
