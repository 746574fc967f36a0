package ai.kubernaut.we.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers and networks at their worst. */
class FaultsOnTheWireTest {

  private static final ResourceRef JOB = ResourceType.JOBS.named("flows", "one");

  private final FaultyServer server = new FaultyServer();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCreateWhoseAnswerWasLostIsNotSentAgain() {
    server.then(200, "{}").then(FaultyServer::drop).then(201, "{}");
    KubernetesApi api = api();
    api.get(JOB);

    ApiError error = create(api);

    assertThat(error.kind()).isEqualTo(ApiError.Kind.NO_ANSWER);
    assertThat(error.mayHaveHappened()).isTrue();
    assertThat(error.code()).isZero();
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void aCreateThatMayBeRepeatedAtOnceIsLeftToTheCaller() {
    server.then(
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "0");
          FaultyServer.send(exchange, 503, "overloaded");
        });

    assertThat(create(api()).kind()).isEqualTo(ApiError.Kind.UNAVAILABLE);
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void tooManyRequestsSaysHowLongToWait() {
    server.then(
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "3");
          exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
          FaultyServer.send(exchange, 429, "Too many requests, please try again later.\n");
        });

    ApiError error = create(api());

    assertThat(error.kind()).isEqualTo(ApiError.Kind.TOO_MANY_REQUESTS);
    assertThat(error.retryAfter()).contains(Duration.ofSeconds(3));
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    server.then(server::hang);

    assertThat(create(impatient()).kind()).isEqualTo(ApiError.Kind.NO_ANSWER);
  }

  @Test
  void aBodyThatNeverEndsIsGivenUp() {
    server.then(server.stallAfter("{\"metadata\":"));

    assertThat(create(impatient()).kind()).isEqualTo(ApiError.Kind.NO_ANSWER);
  }

  @Test
  void connectionsThatMayBeDeadAreNotUsedAgain() throws Exception {
    KubernetesApi patient = api();
    CyclicBarrier together = new CyclicBarrier(2);
    server.then(exchange -> answerTogether(exchange, together));
    server.then(exchange -> answerTogether(exchange, together));
    CompletableFuture<ApiAnswer<JsonObject>> other =
        CompletableFuture.supplyAsync(() -> patient.get(JOB));
    patient.get(JOB);
    other.get(30, TimeUnit.SECONDS);

    server.then(server::hang).then(200, "{}");
    patient.withTimeout(Duration.ofMillis(200)).get(JOB);
    patient.get(JOB);

    assertThat(server.received().subList(0, 3))
        .extracting(FaultyServer.Received::clientPort)
        .doesNotContain(server.last().clientPort());
  }

  private static void answerTogether(HttpExchange exchange, CyclicBarrier together)
      throws IOException {
    try {
      together.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IOException(e);
    }
    FaultyServer.send(exchange, 200, "{}");
  }

  @Test
  void anAnswerThatIsCutOrIsNotJsonIsNoAnswer() {
    server
        .then(FaultyServer.cutAfter("{\"metadata\":{}}"))
        .then(200, "<html>welcome to the proxy</html>")
        .then(200, "{} trailing");

    for (int i = 0; i < 3; i++) {
      ApiError error = create(api());
      assertThat(error.kind()).isEqualTo(ApiError.Kind.NO_ANSWER);
      assertThat(error.message()).doesNotContain("welcome");
    }
  }

  @Test
  void aServerThatIsNotThereIsNoAnswer() {
    server.close();

    assertThat(create(api()).kind()).isEqualTo(ApiError.Kind.NO_ANSWER);
  }

  @Test
  void redirectsAreNotFollowed() {
    server.then(
        exchange -> {
          exchange.getResponseHeaders().add("Location", server.url() + "/elsewhere");
          FaultyServer.send(exchange, 302, "");
        });

    assertThat(create(api()).kind()).isEqualTo(ApiError.Kind.OTHER);
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void aRotatedTokenIsReadAgainAndTheRequestSentOnceMore() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "old-secret");
    KubernetesApi api = api(client(token));
    server.then(200, "{}").then(401, "{\"reason\":\"Unauthorized\"}").then(201, "{}");
    api.get(JOB);
    Files.writeString(token, "new-secret");

    assertThat(api.create(ResourceType.JOBS, "flows", new JsonObject()).failure()).isEmpty();
    assertThat(server.received())
        .extracting(FaultyServer.Received::authorization)
        .containsExactly("Bearer old-secret", "Bearer old-secret", "Bearer new-secret");
  }

  @Test
  void aWatchIsSentOnceMoreWithTheRotatedToken() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "old-secret");
    KubernetesApi api = api(client(token));
    server.then(200, "{}").then(401, "{\"reason\":\"Unauthorized\"}").then(200, "");
    api.get(JOB);
    Files.writeString(token, "new-secret");

    WatchCall watch = api.watch(ResourceType.JOBS.all(), "1", Duration.ofMinutes(1));
    assertThat(watch.run(() -> {}, event -> {})).isEmpty();
    assertThat(server.last().authorization()).isEqualTo("Bearer new-secret");
    assertThat(server.received()).hasSize(3);
  }

  @Test
  void aTokenThatStaysRefusedIsTriedTwiceOnly() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "secret");
    server.then(401, "{\"reason\":\"Unauthorized\"}").then(401, "{\"reason\":\"Unauthorized\"}");

    ApiError error = create(api(client(token)));

    assertThat(error.kind()).isEqualTo(ApiError.Kind.UNAUTHORIZED);
    assertThat(error.toString()).doesNotContain("secret");
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void aTokenFileThatIsGoneIsAFaultOfTheCall() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "secret");
    KubernetesApi api = api(client(token));
    Files.delete(token);

    ApiError error = create(api);

    assertThat(error.kind()).isEqualTo(ApiError.Kind.NO_ANSWER);
    assertThat(error.toString()).doesNotContain("secret");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aStaticTokenIsSentAndItsRefusalIsFinal() {
    ApiClient client =
        new ClientBuilder()
            .setBasePath(server.url())
            .setAuthentication(new AccessTokenAuthentication("static-secret"))
            .build();
    server.then(401, "{\"reason\":\"Unauthorized\"}");

    assertThat(create(api(client)).kind()).isEqualTo(ApiError.Kind.UNAUTHORIZED);
    assertThat(server.received())
        .extracting(FaultyServer.Received::authorization)
        .containsExactly("Bearer static-secret");
  }

  private ApiClient client(Path token) {
    return new ClientBuilder()
        .setBasePath(server.url())
        .setAuthentication(new TokenFileAuthentication(token.toString(), Duration.ofHours(1)))
        .build();
  }

  private static ApiError create(KubernetesApi api) {
    return api.create(ResourceType.JOBS, "flows", new JsonObject()).failure().orElseThrow();
  }

  private KubernetesApi impatient() {
    return api().withTimeout(Duration.ofMillis(200));
  }

  private KubernetesApi api() {
    return api(new ClientBuilder().setBasePath(server.url()).build());
  }

  private static KubernetesApi api(ApiClient client) {
    return KubernetesApi.builder(client).build();
  }
}
