package ai.kubernaut.we.datastorage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The way to the Data Storage service: address, credentials, certificates to trust, and a bound on
 * every request. It follows no redirect, so that no token goes where somebody else points.
 */
public final class DataStorage implements AutoCloseable {

  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpUrl address;
  private final BearerToken token;
  private final Optional<Path> caFile;
  private final RetryAfter retryAfter;
  private volatile OkHttpClient http;
  private volatile boolean closed;

  private DataStorage(Builder b) throws IOException {
    this.address = b.address;
    this.token = new BearerToken(b.tokenFile);
    this.caFile = b.caFile;
    this.retryAfter = new RetryAfter(b.clock);
    this.http = TrustedAuthorities.trusting(client(b.timeout), caFile);
  }

  /** Makes something of an answer, which is closed afterwards. */
  @FunctionalInterface
  public interface Reader<R> {
    R read(Response response) throws IOException;
  }

  /**
   * The way to the service at an address such as {@code https://data-storage:8443}.
   *
   * @throws IllegalArgumentException if it is no HTTP address
   */
  public static Builder at(String address) {
    return new Builder(HttpUrl.get(address));
  }

  /** A URL below the address. */
  HttpUrl.Builder url(String path) {
    return address.newBuilder().addPathSegments(path);
  }

  /**
   * Sends JSON.
   *
   * @param path such as {@code api/v1/workflows}, below the address
   * @throws IOException if nobody answers, or the reader says so
   */
  public <R> R post(String path, String json, Reader<R> reader) throws IOException {
    RequestBody body = RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON);
    return exchange(new Request.Builder().url(url(path).build()).post(body), reader);
  }

  /** Asks for what is at a URL of the service. */
  <R> R get(HttpUrl url, Reader<R> reader) throws IOException {
    return exchange(new Request.Builder().url(url).get(), reader);
  }

  private <R> R exchange(Request.Builder request, Reader<R> reader) throws IOException {
    if (closed) {
      throw new Unavailable("the connection is closed", Optional.of(Duration.ZERO));
    }
    request.header("Accept", "application/json");
    token.read().ifPresent(value -> request.header("Authorization", "Bearer " + value));
    try (Response response = http.newCall(request.build()).execute()) {
      return reader.read(response);
    } catch (SSLException untrusted) {
      http = TrustedAuthorities.trusting(http, caFile);
      throw untrusted;
    }
  }

  /** What an answer means that neither serves nor refuses. */
  public Unavailable unavailable(Response response) {
    return unavailable(response, "");
  }

  /** The same, with what led to the request before it. */
  Unavailable unavailable(Response response, String before) {
    return new Unavailable(
        before + "Data Storage answered " + response.code(),
        Optional.ofNullable(response.header("Retry-After")).flatMap(retryAfter::read));
  }

  /** Ends the requests under way, and lets none follow; a second call does nothing. */
  @Override
  public void close() {
    closed = true;
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
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

  /** A way in the making. */
  public static final class Builder {
    private final HttpUrl address;
    private Duration timeout = Duration.ofSeconds(10);
    private Optional<Path> tokenFile = Optional.empty();
    private Optional<Path> caFile = Optional.empty();
    private InstantSource clock = InstantSource.system();

    private Builder(HttpUrl address) {
      this.address = address;
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

    /** What tells how far away the time in a {@code Retry-After} is. */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /**
     * The way; nothing is sent yet.
     *
     * @throws IOException if the certificates cannot be read
     */
    public DataStorage build() throws IOException {
      return new DataStorage(this);
    }
  }
}
