package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRecorderTest {

  private static final InvolvedObject THING = new InvolvedObject(Thing.TYPE, "ns", "one", "uid-1");

  private final StubApi server = new StubApi();
  private final ManualTime time = new ManualTime();
  private final EventRecorder recorder = recorder(10);

  @AfterEach
  void stop() {
    recorder.close();
    server.close();
  }

  @Test
  void saysWhatHappenedToWhat() throws InterruptedException {
    recorder.start();
    recorder.warning(THING, "Failed", "it broke");
    flush();

    JsonObject event = only();
    assertThat(server.paths().get(0)).startsWith("/api/v1/namespaces/ns/events/one.");
    assertThat(Json.string(event, "type")).contains("Warning");
    assertThat(Json.string(event, "reason")).contains("Failed");
    assertThat(Json.string(event, "message")).contains("it broke");
    assertThat(Json.string(event, "involvedObject", "uid")).contains("uid-1");
    assertThat(Json.string(event, "involvedObject", "kind")).contains("Thing");
    assertThat(Json.string(event, "involvedObject", "apiVersion")).contains("test/v1");
    assertThat(Json.string(event, "lastTimestamp")).contains("2026-01-01T00:00:00Z");
    assertThat(Json.string(event, "source", "component")).contains("we-controller");
  }

  @Test
  void aRepeatRaisesTheCountWithOneRequest() throws InterruptedException {
    recorder.start();
    recorder.normal(THING, "Waiting", "first");
    flush();
    time.pass(Duration.ofSeconds(5));
    recorder.normal(THING, "Waiting", "second");
    flush();

    assertThat(Json.integer(only(), "count")).hasValue(2);
    assertThat(Json.string(only(), "message")).contains("second");
    assertThat(Json.string(only(), "firstTimestamp")).contains("2026-01-01T00:00:00Z");
    assertThat(Json.string(only(), "lastTimestamp")).contains("2026-01-01T00:00:05Z");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aRepeatAfterARestartRaisesTheCountToo() throws InterruptedException {
    recorder.start();
    recorder.normal(THING, "Waiting", "before");
    flush();
    try (EventRecorder next = recorder(10)) {
      next.start();
      next.normal(THING, "Waiting", "after");
      assertThat(next.flush(Duration.ofSeconds(30))).isTrue();
    }

    assertThat(Json.integer(only(), "count")).hasValue(2);
  }

  @Test
  void anEventThatTheServerHasForgottenIsMadeAnew() throws InterruptedException {
    recorder.start();
    recorder.normal(THING, "Waiting", "before");
    flush();
    server.remove(server.paths().get(0));
    recorder.normal(THING, "Waiting", "after");
    flush();

    assertThat(Json.integer(only(), "count")).hasValue(1);
  }

  @Test
  void anEventWhoseAnswerWasLostIsCountedOnce() throws InterruptedException {
    server.onWrite(
        exchange -> {
          JsonObject event =
              Json.parse(
                      new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                  .orElseThrow();
          String name = Json.string(event, "metadata", "name").orElseThrow();
          server.put("/api/v1/namespaces/ns/events/" + name, event);
          exchange.close();
        });
    recorder.start();
    recorder.normal(THING, "Waiting", "once");
    flush();

    assertThat(Json.integer(only(), "count")).hasValue(1);
    assertThat(recorder.dropped()).isZero();
  }

  @Test
  void reasonsAndObjectsAreKeptApart() throws InterruptedException {
    recorder.start();
    recorder.normal(THING, "Waiting", "x");
    recorder.normal(THING, "Done", "x");
    recorder.warning(THING, "Done", "x");
    recorder.normal(new InvolvedObject(Thing.TYPE, "ns", "one", "uid-2"), "Done", "x");
    flush();

    assertThat(server.paths()).hasSize(4);
  }

  @Test
  void transientFaultsAreTriedAgainAndThenDropped() throws InterruptedException {
    server.onWrite(StubApi.refusing(503, "ServiceUnavailable"));
    server.onWrite(StubApi.refusing(429, "TooManyRequests"));
    recorder.start();
    recorder.normal(THING, "Waiting", "sent in the end");
    flush();
    assertThat(server.paths()).hasSize(1);

    for (int i = 0; i < 3; i++) {
      server.onWrite(HttpExchange::close);
    }
    recorder.normal(THING, "Lost", "never sent");
    recorder.normal(THING, "Next", "not held up");
    flush();
    assertThat(server.paths()).hasSize(2);
    assertThat(recorder.dropped()).isEqualTo(1);
  }

  @Test
  void aRefusalForGoodIsNotTriedAgain() throws InterruptedException {
    server.onWrite(StubApi.refusing(403, "Forbidden"));
    recorder.start();
    recorder.normal(THING, "Waiting", "x");
    flush();

    assertThat(server.requests()).hasSize(1);
    assertThat(recorder.dropped()).isEqualTo(1);
  }

  @Test
  void neverWaitsAndDropsWhatDoesNotFit() throws InterruptedException {
    EventRecorder small = recorder(2);
    for (int i = 0; i < 5; i++) {
      small.normal(THING, "Reason" + i, "x");
    }
    assertThat(small.dropped()).isEqualTo(3);
    assertThat(small.flush(Duration.ofMillis(1))).isFalse();
    small.start();
    assertThat(small.flush(Duration.ofSeconds(30))).isTrue();
    small.close();

    assertThat(server.paths()).hasSize(2);
  }

  @Test
  void aServerThatHangsHoldsUpNobody() throws InterruptedException {
    server.onWrite(server::hang);
    recorder.start();
    recorder.normal(THING, "Hangs", "x");
    await().until(() -> server.requests().size() == 1);

    assertThat(recorder.flush(Duration.ofMillis(10))).isFalse();
    recorder.normal(THING, "Waits", "x");
    recorder.close();
    recorder.normal(THING, "TooLate", "x");
    assertThat(recorder.dropped()).isEqualTo(2);
  }

  @Test
  void messagesAreCutBetweenCharacters() {
    String cut = EventText.shorten("ü".repeat(2000));

    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024);
    assertThat(cut).matches("ü+\\.\\.\\.").hasSizeGreaterThan(500);
    assertThat(EventText.shorten("short")).isEqualTo("short");
  }

  @Test
  void namesOfEventsAreValidForAnyObject() {
    InvolvedObject longName =
        new InvolvedObject(Thing.TYPE, "", "a".repeat(235) + "-.-" + "b".repeat(15), "u");
    EventText event = new EventText(longName, "Normal", "Reason", "x", time.instant());

    assertThat(event.name()).hasSizeLessThanOrEqualTo(253).matches("a+\\.[0-9a-f]{16}");
    assertThat(event.namespace()).isEqualTo("default");
  }

  private JsonObject only() {
    assertThat(server.paths()).hasSize(1);
    return server.get(server.paths().get(0));
  }

  private void flush() throws InterruptedException {
    assertThat(recorder.flush(Duration.ofSeconds(30))).isTrue();
  }

  private EventRecorder recorder(int capacity) {
    return new EventRecorder(
        server.client(),
        "we-controller",
        "pod-1",
        capacity,
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
        time);
  }
}
