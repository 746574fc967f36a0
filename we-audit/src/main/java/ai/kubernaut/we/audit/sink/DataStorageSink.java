package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.AuditMetrics;
import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Receipt;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends batches to Data Storage over HTTP. An attempt that fails is repeated a few times, soon and
 * with jitter; after that, or where the service says when it wants to be asked again, the answer is
 * {@link Receipt.Later}. What the service calls invalid is {@link Receipt.Refused}.
 */
public final class DataStorageSink implements AuditSink {

  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpUrl url;
  private final BearerToken token;
  private final Optional<Path> caFile;
  private final Answers answers;
  private final Retry retry;
  private volatile OkHttpClient http;
  private volatile boolean closed;

  private DataStorageSink(Builder b) throws IOException {
    this.url = b.url;
    this.token = new BearerToken(b.tokenFile);
    this.caFile = b.caFile;
    this.answers = new Answers(b.clock);
    this.retry = retry(b);
    this.http = TrustedAuthorities.trusting(client(b.timeout), caFile);
  }

  /**
   * A sink for the service at an address such as {@code https://data-storage:8443}.
   *
   * @throws IllegalArgumentException if it is no HTTP address
   */
  public static Builder at(String service) {
    return new Builder(
        HttpUrl.get(service).newBuilder().addPathSegments("api/v1/audit/events/batch").build());
  }

  @Override
  public Receipt deliver(List<String> events) {
    RequestBody body = RequestBody.create("[" + String.join(",", events) + "]", JSON);
    try {
      return retry.executeCallable(() -> send(body));
    } catch (Unavailable unavailable) {
      return new Receipt.Later(unavailable.reason(), unavailable.retryAfter());
    } catch (Exception failed) {
      return Receipt.later(failed.toString());
    }
  }

  @Override
  public void close() {
    closed = true;
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }

  private Receipt send(RequestBody body) throws IOException {
    if (closed) {
      throw new Unavailable("the sink is closed", Optional.of(Duration.ZERO));
    }
    Request.Builder request =
        new Request.Builder().url(url).post(body).header("Accept", "application/json");
    token.read().ifPresent(value -> request.header("Authorization", "Bearer " + value));
    try (Response response = http.newCall(request.build()).execute()) {
      return answers.receipt(response);
    } catch (SSLException untrusted) {
      http = TrustedAuthorities.trusting(http, caFile);
      throw untrusted;
    }
  }

  private static OkHttpClient client(Duration timeout) {
    return new OkHttpClient.Builder()
        .callTimeout(timeout)
        .connectTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        .followRedirects(false)
        .followSslRedirects(false)
        .build();
  }

  private static Retry retry(Builder b) {
    Retry retry =
        Retry.of(
            "data-storage",
            RetryConfig.custom()
                .maxAttempts(b.tries)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(b.firstPause, 2, 0.5))
                .retryOnException(DataStorageSink::worthRepeatingSoon)
                .build());
    retry.getEventPublisher().onRetry(again -> b.metrics.retried());
    return retry;
  }

  private static boolean worthRepeatingSoon(Throwable failure) {
    return failure instanceof Unavailable unavailable
        ? unavailable.retryAfter().isEmpty()
        : failure instanceof IOException;
  }

  /** A sink in the making. */
  public static final class Builder {
    private final HttpUrl url;
    private Duration timeout = Duration.ofSeconds(10);
    private Optional<Path> tokenFile = Optional.empty();
    private Optional<Path> caFile = Optional.empty();
    private int tries = 3;
    private Duration firstPause = Duration.ofMillis(200);
    private AuditMetrics metrics = AuditMetrics.NONE;
    private InstantSource clock = InstantSource.system();

    private Builder(HttpUrl url) {
      this.url = url;
    }

    /** For one request, from the connection to the end of the answer. */
    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /** A bearer token, read again for every request. */
    public Builder tokenFile(Optional<Path> file) {
      tokenFile = file;
      return this;
    }

    /** Certificates in PEM to trust instead of the system's; read again when one is not trusted. */
    public Builder caFile(Optional<Path> file) {
      caFile = file;
      return this;
    }

    /**
     * How often a batch is sent in one delivery.
     *
     * @param pause after the first attempt; doubled after every further one, with jitter
     */
    public Builder tries(int most, Duration pause) {
      tries = most;
      firstPause = pause;
      return this;
    }

    public Builder metrics(AuditMetrics value) {
      metrics = value;
      return this;
    }

    /** What tells how far away the time in a {@code Retry-After} is. */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /**
     * The sink.
     *
     * @throws IOException if the certificates cannot be read
     */
    public DataStorageSink build() throws IOException {
      return new DataStorageSink(this);
    }
  }
}
