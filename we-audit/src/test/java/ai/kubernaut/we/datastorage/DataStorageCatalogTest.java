package ai.kubernaut.we.datastorage;

import static ai.kubernaut.we.datastorage.WorkflowsStandIn.body;
import static ai.kubernaut.we.datastorage.WorkflowsStandIn.reset;
import static ai.kubernaut.we.datastorage.WorkflowsStandIn.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataStorageCatalogTest {

  private static final String ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final CatalogAnswer ASKED = new CatalogAnswer.Asked();
  private static final CatalogAnswer NONE = new CatalogAnswer.NoSuchWorkflow();

  private final AtomicLong now = new AtomicLong(1);
  private final List<String> answered = Collections.synchronizedList(new ArrayList<>());
  private WorkflowsStandIn service;
  private DataStorageCatalog catalog;

  @BeforeEach
  void start() throws IOException {
    service = WorkflowsStandIn.start();
    catalog = catalog(1);
  }

  @AfterEach
  void stop() {
    catalog.close();
    service.close();
  }

  private DataStorageCatalog catalog(int tries) throws IOException {
    return new DataStorageCatalog(
        DataStorage.at(service.url()).build(),
        new Attempts(tries, Duration.ofMillis(1)),
        Duration.ofMinutes(5),
        answered::add,
        now::get);
  }

  /** Asks, and asks again once there is news. */
  private CatalogAnswer answer(String id) {
    CatalogAnswer first = catalog.ask(id);
    if (!first.equals(ASKED)) {
      return first;
    }
    await().until(() -> !catalog.ask(id).equals(ASKED));
    return catalog.ask(id);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static JsonObject fields(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private static CatalogAnswer job() {
    return new CatalogAnswer.Known(
        new CatalogEntry(Optional.of("job"), Optional.empty(), Optional.empty()));
  }

  @Test
  void saysWhatTheServiceSays() {
    service.has(
        ID,
        fields(
            """
            {"executionEngine":"tekton","executionBundle":"registry/a@%s",
             "serviceAccountName":"runner"}
            """
                .formatted(DIGEST)));

    assertThat(answer(ID))
        .isEqualTo(
            new CatalogAnswer.Known(
                new CatalogEntry(
                    Optional.of("tekton"), Optional.of(DIGEST), Optional.of("runner"))));
    assertThat(service.requests()).containsExactly("GET /api/v1/workflows/" + ID);
  }

  @Test
  void tellsWhenThereIsNews() {
    assertThat(catalog.ask(ID)).isEqualTo(ASKED);
    await().until(() -> answered.contains(ID));
    assertThat(catalog.ask(ID)).isEqualTo(NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "restart-deployment",
        "3f2504e0-4f89-41d3-9a0c-0305e82c330",
        "3f2504e04f8941d39a0c0305e82c3301",
        "../../../../etc/passwd",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301/",
        "g f2504e0-4f89-41d3-9a0c-0305e82c3301"
      })
  void asksTheServiceForUuidsOnly(String id) {
    assertThat(catalog.ask(id)).isEqualTo(NONE);
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void asksOnceHoweverManyWantToKnow() throws Exception {
    service.has(ID, new JsonObject());
    CountDownLatch released = new CountDownLatch(1);
    service.then(
        exchange -> {
          awaitUninterrupted(released);
          status(404).answer(exchange);
        });
    for (int i = 0; i < 100; i++) {
      assertThat(catalog.ask(ID)).isEqualTo(ASKED);
    }
    released.countDown();

    assertThat(answer(ID)).isEqualTo(NONE);
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void neverWaitsForTheService() {
    CountDownLatch never = new CountDownLatch(1);
    service.always(exchange -> awaitUninterrupted(never));
    List<String> ids = IntStream.range(0, 50).mapToObj(i -> UUID.randomUUID().toString()).toList();

    assertThat(ids).allMatch(id -> catalog.ask(id).equals(ASKED));
    never.countDown();
  }

  @Test
  void holdsAnAnswerForAWhile() {
    service.has(ID, new JsonObject());
    assertThat(answer(ID)).isEqualTo(job());
    service.forgets(ID);
    pass(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(catalog.ask(ID)).isEqualTo(job());
    pass(Duration.ofSeconds(1));
    assertThat(answer(ID)).isEqualTo(NONE);
  }

  @Test
  void holdsWhatCannotBeFollowedForLess() {
    assertThat(answer(ID)).isEqualTo(NONE);
    service.has(ID, fields("{\"executionBundleDigest\":\"odd\"}"));
    pass(Duration.ofSeconds(29));
    assertThat(catalog.ask(ID)).isEqualTo(NONE);
    pass(Duration.ofSeconds(1));
    assertThat(answer(ID)).isInstanceOf(CatalogAnswer.Unusable.class);
    service.has(ID, new JsonObject());
    pass(Duration.ofSeconds(30));
    assertThat(answer(ID)).isEqualTo(job());
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 301, 307, 400, 401, 403, 408, 409, 418, 429, 500, 502, 503, 504})
  void isUnavailableWhileTheServiceSaysNeitherYesNorNo(int code) {
    service.always(status(code));

    assertThat(answer(ID))
        .isEqualTo(new CatalogAnswer.Unavailable("Data Storage answered " + code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "<html></html>",
        "[]",
        "null",
        "\"text\"",
        "{",
        "{}",
        "{\"message\":\"down for maintenance\"}",
        "{\"workflowId\":\"00000000-4f89-41d3-9a0c-0305e82c3301\",\"executionEngine\":\"job\"}"
      })
  void isUnavailableWhileTheServiceAnswersWithWhatIsNoWorkflow(String text) {
    service.always(body(200, text));

    assertThat(answer(ID)).isInstanceOf(CatalogAnswer.Unavailable.class);
  }

  @Test
  void isUnavailableWhileNobodyListens() {
    service.close();

    assertThat(answer(ID)).isInstanceOf(CatalogAnswer.Unavailable.class);
  }

  @Test
  void triesAgainSoonBeforeItIsUnavailable() throws IOException {
    catalog.close();
    catalog = catalog(3);
    service.has(ID, new JsonObject());
    service.then(status(500)).then(reset());

    assertThat(answer(ID)).isEqualTo(job());
    assertThat(service.requests()).hasSize(3);
  }

  @Test
  void sendsNobodyDuringAnOutageAndTriesAgainAfterAPause() {
    service.has(ID, new JsonObject());
    service.always(status(503));
    assertThat(answer(ID)).isInstanceOf(CatalogAnswer.Unavailable.class);
    for (int i = 0; i < 100; i++) {
      assertThat(catalog.ask(UUID.randomUUID().toString()))
          .isInstanceOf(CatalogAnswer.Unavailable.class);
    }
    assertThat(service.requests()).hasSize(1);

    service.wellBehavedAgain();
    pass(Duration.ofSeconds(1));
    assertThat(answer(ID)).isEqualTo(job());
  }

  @Test
  void leavesTheServiceAloneForAsLongAsItAsks() {
    service.has(ID, new JsonObject());
    service.then(status(503, "20"));
    assertThat(answer(ID)).isInstanceOf(CatalogAnswer.Unavailable.class);
    pass(Duration.ofSeconds(19));
    assertThat(answer(ID)).isInstanceOf(CatalogAnswer.Unavailable.class);
    pass(Duration.ofSeconds(1));
    assertThat(answer(ID)).isEqualTo(job());
  }

  @Test
  void saysWhatItHoldsEvenDuringAnOutage() {
    service.has(ID, new JsonObject());
    assertThat(answer(ID)).isEqualTo(job());
    service.always(status(503));
    assertThat(answer(UUID.randomUUID().toString())).isInstanceOf(CatalogAnswer.Unavailable.class);
    assertThat(catalog.ask(ID)).isEqualTo(job());
  }

  @Test
  void holdsABoundedNumberOfAnswers() {
    AnswerCache cache = new AnswerCache(Duration.ofMinutes(5));
    IntStream.range(0, 20_000).forEach(i -> cache.put("id-" + i, NONE, 0));

    assertThat(cache.size()).isEqualTo(10_000);
    assertThat(cache.get("id-19999", 1)).isPresent();
    assertThat(cache.get("id-0", 1)).isEmpty();
  }

  @Test
  void asksNobodyOnceItIsClosed() {
    catalog.close();

    assertThat(catalog.ask(ID)).isEqualTo(ASKED);
    assertThat(service.requests()).isEmpty();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
