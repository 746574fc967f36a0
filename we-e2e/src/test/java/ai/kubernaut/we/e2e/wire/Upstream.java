package ai.kubernaut.we.e2e.wire;

import com.sun.net.httpserver.HttpExchange;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The API server behind the proxy. */
final class Upstream {

  /** What it said. */
  record Answer(int code, String type, String retryAfter, String body) {}

  /** What it is asked. */
  record Question(
      String method, URI uri, String accept, String agent, String token, String type, String body) {

    static Question of(HttpExchange exchange) throws IOException {
      return new Question(
          exchange.getRequestMethod(),
          exchange.getRequestURI(),
          header(exchange, "Accept"),
          header(exchange, "User-Agent"),
          header(exchange, "Authorization"),
          header(exchange, "Content-Type"),
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static String header(HttpExchange exchange, String name) {
      String value = exchange.getRequestHeaders().getFirst(name);
      return value == null ? "" : value;
    }
  }

  private final String base;
  private final OkHttpClient http;

  Upstream(ApiClient client) {
    this.base = client.getBasePath();
    OkHttpClient.Builder builder =
        client
            .getHttpClient()
            .newBuilder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .readTimeout(Duration.ZERO)
            .callTimeout(Duration.ZERO);
    builder.interceptors().clear();
    this.http = builder.build();
  }

  /** Asks and waits for the whole answer. */
  Answer ask(Question question) throws IOException {
    try (Response response = call(question).execute()) {
      return new Answer(
          response.code(),
          header(response, "Content-Type"),
          header(response, "Retry-After"),
          response.body().string());
    }
  }

  /** A call that the caller reads and ends. */
  Call call(Question question) {
    Request.Builder request =
        new Request.Builder()
            .url(base + question.uri().getRawPath() + query(question.uri()))
            .header("Accept", question.accept())
            .header("User-Agent", question.agent())
            .method(question.method(), body(question));
    if (!question.token().isEmpty()) {
      request.header("Authorization", question.token());
    }
    return http.newCall(request.build());
  }

  private static RequestBody body(Question question) {
    return question.method().equals("GET")
        ? null
        : RequestBody.create(
            question.body().getBytes(StandardCharsets.UTF_8), MediaType.get(question.type()));
  }

  private static String query(URI uri) {
    return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
  }

  private static String header(Response response, String name) {
    String value = response.header(name);
    return value == null ? "" : value;
  }
}
