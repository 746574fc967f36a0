package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.auth.Authentication;
import io.kubernetes.client.util.credentials.RefreshAuthentication;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over the official client's connections and credentials. Every request has a bound
 * on its whole duration. A request with a body is sent at most once, except that a 401, which says
 * that nothing was done, reloads the credentials and sends it again, once.
 *
 * <p>Connections speak HTTP/1.1, one exchange at a time: giving up on an exchange closes its
 * connection, so that a network that silently lost one cannot hold up the calls that follow. For
 * the same reason a call without an answer takes the idle connections with it.
 */
final class Transport {

  private final ApiClient client;
  private final OkHttpClient http;
  private final OkHttpClient watching;
  private final String userAgent;
  private final ApiMetrics metrics;

  /**
   * A transport over the connections of the client.
   *
   * @param silence after hearing nothing for so long a watch is taken for dead
   */
  Transport(ApiClient client, String userAgent, ApiMetrics metrics, Duration silence) {
    this.client = client;
    this.userAgent = userAgent;
    this.metrics = metrics;
    this.http =
        client
            .getHttpClient()
            .newBuilder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .readTimeout(Duration.ZERO)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    this.watching = http.newBuilder().readTimeout(silence).build();
  }

  /** What is to be sent, and how it is counted. */
  record Sending(String verb, ResourceType type, Request request, Duration timeout) {

    static final String WATCH = "watch";

    private boolean watches() {
      return verb.equals(WATCH);
    }
  }

  /**
   * Sends and returns as soon as the head of the answer is there.
   *
   * @param started gets each call before it is sent, so that it can be cancelled
   * @throws IOException if no answer came
   */
  Response send(Sending sending, Consumer<Call> started) throws IOException {
    Response first = sendOnce(sending, started);
    if (first.code() != HttpURLConnection.HTTP_UNAUTHORIZED || !reloadCredentials()) {
      return first;
    }
    first.close();
    return sendOnce(sending, started);
  }

  private Response sendOnce(Sending sending, Consumer<Call> started) throws IOException {
    OkHttpClient sender = sending.watches() ? watching : http;
    Call call = sender.newCall(authenticated(sending.request()));
    call.timeout().timeout(Math.max(1, sending.timeout().toMillis()), TimeUnit.MILLISECONDS);
    started.accept(call);
    long begin = System.nanoTime();
    int code = 0;
    try {
      Response response = call.execute();
      code = response.code();
      return response;
    } catch (RuntimeException broken) {
      // Credentials that cannot be read or used. Their message might quote them.
      throw new IOException("request could not be sent: " + broken.getClass().getSimpleName());
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      metrics.answered(sending.verb(), sending.type().plural(), code, took);
    }
  }

  /** After an exchange that broke: idle connections may be as dead as its own was. */
  void distrustIdleConnections() {
    http.connectionPool().evictAll();
  }

  HttpUrl.Builder url(List<String> path) {
    HttpUrl.Builder url = HttpUrl.get(client.getBasePath()).newBuilder();
    path.forEach(url::addPathSegment);
    return url;
  }

  Request request(String method, HttpUrl url, @Nullable RequestBody body) {
    return new Request.Builder()
        .url(url)
        .method(method, body)
        .header("Accept", "application/json")
        .header("User-Agent", userAgent)
        .build();
  }

  /** A body that the HTTP library must not send twice. */
  static RequestBody once(String json, String mediaType) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    MediaType type = MediaType.get(mediaType);
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return type;
      }

      @Override
      public long contentLength() {
        return bytes.length;
      }

      @Override
      public boolean isOneShot() {
        return true;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
      }
    };
  }

  static RequestBody once(JsonObject json, String mediaType) {
    return once(json.toString(), mediaType);
  }

  /** Adds what the client keeps outside its HTTP client: static tokens and passwords. */
  private Request authenticated(Request request) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Authentication authentication : client.getAuthentications().values()) {
      try {
        authentication.applyToParams(
            new ArrayList<>(), headers, new HashMap<>(), "", request.method(), request.url().uri());
      } catch (ApiException unusable) {
        throw new IOException("credentials could not be applied");
      }
    }
    Request.Builder builder = request.newBuilder();
    headers.forEach(builder::header);
    return builder.build();
  }

  private boolean reloadCredentials() {
    List<RefreshAuthentication> reloadable =
        http.interceptors().stream()
            .filter(RefreshAuthentication.class::isInstance)
            .map(RefreshAuthentication.class::cast)
            .toList();
    reloadable.forEach(credentials -> credentials.setExpiry(Instant.MIN));
    return !reloadable.isEmpty();
  }
}
