package ai.kubernaut.we.audit.sink;

import static ai.kubernaut.we.audit.sink.DataStorageStandIn.reset;
import static ai.kubernaut.we.audit.sink.DataStorageStandIn.slow;
import static ai.kubernaut.we.audit.sink.DataStorageStandIn.status;
import static ai.kubernaut.we.audit.sink.DataStorageStandIn.storing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kubernaut.we.audit.AuditMetrics;
import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Events;
import ai.kubernaut.we.audit.KeepingSinkContract;
import ai.kubernaut.we.audit.Receipt;
import ai.kubernaut.we.datastorage.Attempts;
import ai.kubernaut.we.datastorage.DataStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataStorageSinkTest extends KeepingSinkContract {

  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final List<String> BATCH = Events.texts("a");

  @TempDir private Path directory;
  private DataStorageStandIn service;

  @BeforeEach
  void start() throws IOException {
    service = DataStorageStandIn.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Override
  protected AuditSink open() throws IOException {
    return sink(at(service.url()));
  }

  @Override
  protected List<String> kept() {
    return service.stored();
  }

  @Override
  protected void breakDown() {
    service.always(status(503));
  }

  @Override
  protected void repair() {
    service.always(DataStorageStandIn::wellBehaved);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202})
  void confirmsWhatTheServiceTookOver(int status) throws IOException {
    service.then(storing(status(status)));

    assertThat(open().deliver(BATCH)).isEqualTo(Receipt.confirmed());
    assertThat(service.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void doesNotRepeatWhatTheServiceCallsInvalid(int status) throws IOException {
    service.then(status(status));

    assertThat(open().deliver(BATCH)).isEqualTo(Receipt.refused("Data Storage answered " + status));
    assertThat(service.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        200, 204, 301, 302, 304, 307, 308, 401, 402, 403, 404, 405, 406, 409, 410, 411, 412, 414,
        415, 416, 418, 421, 423, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 507,
        511, 599
      })
  void repeatsAFewTimesWhatTheServiceNeitherTookNorJudged(int status) throws IOException {
    service.always(status(status));

    assertThat(open().deliver(BATCH)).isEqualTo(Receipt.later("Data Storage answered " + status));
    assertThat(service.requests()).hasSize(3);
  }

  @Test
  void confirmsWhenARepeatSucceeds() throws IOException {
    service.then(status(500)).then(reset());

    assertThat(open().deliver(BATCH)).isEqualTo(Receipt.confirmed());
    assertThat(service.stored()).hasSameSizeAs(BATCH);
  }

  @Test
  void sendsAgainWhatMayHaveBeenStored() throws IOException {
    service.then(storing(reset())).then(storing(status(504)));

    assertThat(open().deliver(BATCH)).isEqualTo(Receipt.confirmed());
    assertThat(service.identities()).hasSameSizeAs(BATCH);
  }

  @Test
  void putsOffWhatNobodyListensFor() throws IOException {
    service.close();

    assertThat(open().deliver(BATCH)).isInstanceOf(Receipt.Later.class);
  }

  @Test
  void doesNotWaitWithoutBoundForAnAnswer() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    service.always(slow(never, DataStorageStandIn::wellBehaved));

    assertThat(sink(at(service.url()).timeout(Duration.ofMillis(50))).deliver(BATCH))
        .isInstanceOf(Receipt.Later.class);
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, PT7S",
    "503, 0, PT0S",
    "503, 999999999, PT277777H46M39S",
    "429, 'Thu, 01 Jan 2026 10:01:30 GMT', PT1M30S",
    "429, 'Thu, 01 Jan 2026 09:00:00 GMT', PT0S"
  })
  void leavesTheServiceAloneForAsLongAsItAsks(int status, String retryAfter, Duration wish)
      throws IOException {
    service.always(status(status, retryAfter));

    assertThat(open().deliver(BATCH))
        .isEqualTo(new Receipt.Later("Data Storage answered " + status, Optional.of(wish)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "1.5", "99999999999999999999"})
  void ignoresAWishThatItCannotRead(String retryAfter) throws IOException {
    service.always(status(429, retryAfter));

    assertThat(open().deliver(BATCH)).isEqualTo(Receipt.later("Data Storage answered 429"));
  }

  @ParameterizedTest
  @CsvSource({"407, 1", "503, 99999999999999999999"})
  void putsOffWhatTheHttpLibraryStumblesOver(int status, String retryAfter) throws IOException {
    service.always(status(status, retryAfter));

    assertThat(open().deliver(BATCH)).isInstanceOf(Receipt.Later.class);
  }

  @Test
  void saysInOneLineWhyAnEventWasRefusedWithoutQuotingValues() throws IOException {
    Receipt receipt = open().deliver(List.of("{\"version\":\"1.0\"}"));

    assertThat(receipt)
        .isEqualTo(
            Receipt.refused(
                "Data Storage answered 400: Validation Error: an event is invalid: fields"
                    + " event_data"));
  }

  @Test
  void readsTheTokenAgainAfterItWasReplaced() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "old\n");
    service.then(
        request -> {
          Files.writeString(token, "new\n");
          request.reply(401);
        });

    Receipt receipt = sink(at(service.url()).tokenFile(Optional.of(token))).deliver(BATCH);

    assertThat(receipt).isEqualTo(Receipt.confirmed());
    assertThat(service.requests())
        .extracting(DataStorageStandIn.Request::authorization)
        .containsExactly("Bearer old", "Bearer new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "s3cr3t\u0000"})
  void sendsNothingWithoutATokenThatItShouldHave(String content) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), content);

    Receipt receipt = sink(at(service.url()).tokenFile(Optional.of(token))).deliver(BATCH);

    assertThat(receipt).isInstanceOf(Receipt.Later.class);
    assertThat(receipt.toString()).doesNotContain("s3cr3t", "two words");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void callsWhatItSendsJsonAndNothingElse() throws IOException {
    open().deliver(BATCH);

    assertThat(service.requests())
        .extracting(request -> request.exchange().getRequestHeaders().getFirst("Content-Type"))
        .containsExactly("application/json");
  }

  @Test
  void sendsNoTokenWhereNoneIsConfigured() throws IOException {
    open().deliver(BATCH);

    assertThat(service.requests())
        .extracting(DataStorageStandIn.Request::authorization)
        .containsExactly("null");
  }

  @Test
  void doesNotCarryTheTokenToWhereARedirectPoints() throws IOException {
    try (DataStorageStandIn elsewhere = DataStorageStandIn.start()) {
      service.always(
          request -> {
            String location = elsewhere.url() + "/api/v1/audit/events/batch";
            request.exchange().getResponseHeaders().add("Location", location);
            request.reply(307);
          });

      assertThat(open().deliver(BATCH)).isInstanceOf(Receipt.Later.class);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void closingEndsADelivery() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    service.always(
        request -> {
          asked.countDown();
          slow(never, DataStorageStandIn::wellBehaved).answer(request);
        });
    AuditSink sink = sink(at(service.url()).timeout(Duration.ofMinutes(10)));
    Receipt[] receipt = new Receipt[1];
    Thread delivery = new Thread(() -> receipt[0] = sink.deliver(BATCH));
    delivery.start();
    asked.await();
    sink.close();
    delivery.join();

    assertThat(receipt[0]).isInstanceOf(Receipt.Later.class);
  }

  @Test
  void keepsThePathOfTheAddress() throws IOException {
    AuditSink sink = sink(at(service.url() + "/prefix/"));

    assertThat(sink.deliver(BATCH)).isEqualTo(Receipt.later("Data Storage answered 404"));
  }

  @Test
  void wantsAnHttpAddress() {
    assertThatThrownBy(() -> DataStorage.at("data-storage:8080"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final Duration TINY = Duration.ofMillis(1);

  private static DataStorage.Builder at(String url) {
    return DataStorage.at(url).clock(InstantSource.fixed(NOW));
  }

  private static AuditSink sink(DataStorage.Builder service) throws IOException {
    return new DataStorageSink(service.build(), new Attempts(3, TINY), AuditMetrics.NONE);
  }
}
