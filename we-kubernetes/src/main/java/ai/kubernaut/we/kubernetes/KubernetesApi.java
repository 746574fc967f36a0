package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Calls to a Kubernetes API. Every answer is a value; no call throws for what a server or a network
 * does, none takes longer than its time-out, and none is repeated behind the caller's back unless
 * the server has said that it did nothing. Safe for use by many threads.
 */
public final class KubernetesApi {

  private static final Duration WATCH_SLACK = Duration.ofSeconds(10);

  /** API servers send a bookmark about every minute. */
  private static final Duration WATCH_SILENCE = Duration.ofSeconds(100);

  private static final int PAGE = 500;
  private static final int LONGEST_REFUSAL = 256 * 1024;

  private final Transport transport;
  private final Duration timeout;
  private final Duration watchSlack;

  private KubernetesApi(Transport transport, Duration timeout, Duration watchSlack) {
    this.transport = transport;
    this.timeout = timeout;
    this.watchSlack = watchSlack;
  }

  public static Builder builder(ApiClient client) {
    return new Builder(client);
  }

  /** The same API with another bound on the duration of a call. */
  public KubernetesApi withTimeout(Duration other) {
    return new KubernetesApi(transport, other, watchSlack);
  }

  public ApiAnswer<JsonObject> get(ResourceRef ref) {
    return call("get", ref.type(), "GET", transport.url(ref.path()), null);
  }

  /** All objects of a selection as of one version, read in pages. */
  public ApiAnswer<ResourcePage> list(Selection selection) {
    List<JsonObject> items = new ArrayList<>();
    String next = "";
    while (true) {
      ApiAnswer<ResourcePage> answer = page(selection, PAGE, next);
      if (!(answer instanceof ApiAnswer.Ok<ResourcePage> page)) {
        return answer;
      }
      items.addAll(page.value().items());
      if (page.value().isLast()) {
        return ApiAnswer.ok(new ResourcePage(items, page.value().resourceVersion(), ""));
      }
      next = page.value().next();
    }
  }

  /**
   * One page of a consistent list.
   *
   * @param next the token that the page before gave, empty for the first page
   */
  public ApiAnswer<ResourcePage> page(Selection selection, int limit, String next) {
    HttpUrl.Builder url = collection(selection).addQueryParameter("limit", "" + limit);
    if (!next.isEmpty()) {
      url.addQueryParameter("continue", next);
    }
    return call("list", selection.type(), "GET", url, null).map(ResourcePage::of);
  }

  /** Creates an object in a namespace, which is empty for cluster-scoped types. */
  public ApiAnswer<JsonObject> create(ResourceType type, String namespace, JsonObject object) {
    RequestBody body = Transport.once(object, "application/json");
    return call("create", type, "POST", transport.url(type.path(namespace)), body);
  }

  /**
   * Merges into an object. To make it conditional the patch names the {@code resourceVersion} and
   * {@code uid} in its metadata; a null removes a field.
   */
  public ApiAnswer<JsonObject> mergePatch(ResourceRef ref, JsonObject patch) {
    return patch(ref, ref.path(), patch.toString(), "application/merge-patch+json");
  }

  /** Merges into the status of an object; see {@link #mergePatch} for conditions. */
  public ApiAnswer<JsonObject> patchStatus(ResourceRef ref, JsonObject patch) {
    return patch(ref, ref.path("status"), patch.toString(), "application/merge-patch+json");
  }

  /** Applies JSON patch operations; a {@code test} operation makes it conditional. */
  public ApiAnswer<JsonObject> jsonPatch(ResourceRef ref, JsonArray operations) {
    return patch(ref, ref.path(), operations.toString(), "application/json-patch+json");
  }

  /** Replaces an object, on the condition of the resourceVersion that it carries. */
  public ApiAnswer<JsonObject> update(ResourceRef ref, JsonObject object) {
    RequestBody body = Transport.once(object, "application/json");
    return call("update", ref.type(), "PUT", transport.url(ref.path()), body);
  }

  /**
   * Deletes an object.
   *
   * @return the object if it still exists with a deletion timestamp, or a Status if it is gone
   */
  public ApiAnswer<JsonObject> delete(ResourceRef ref, Deletion deletion) {
    RequestBody body = Transport.once(deletion.toJson(), "application/json");
    return call("delete", ref.type(), "DELETE", transport.url(ref.path()), body);
  }

  /** Whether the server serves a type. A fault is an error, never a "no". */
  public ApiAnswer<Boolean> serves(ResourceType type) {
    HttpUrl.Builder url = transport.url(type.discoveryPath());
    return call("discover", type, "GET", url, null)
        .match(
            found ->
                ApiAnswer.ok(
                    Json.objects(found, "resources").stream()
                        .flatMap(resource -> Json.string(resource, "name").stream())
                        .anyMatch(type.plural()::equals)),
            error ->
                error.is(ApiError.Kind.NOT_FOUND) ? ApiAnswer.ok(false) : ApiAnswer.failed(error));
  }

  /**
   * Prepares a watch. Nothing is sent until it runs.
   *
   * @param resourceVersion where to go on from
   * @param duration how long the server should keep it open; a little later it is cut here
   */
  public WatchCall watch(Selection selection, String resourceVersion, Duration duration) {
    HttpUrl url =
        collection(selection)
            .addQueryParameter("watch", "true")
            .addQueryParameter("allowWatchBookmarks", "true")
            .addQueryParameter("resourceVersion", resourceVersion)
            .addQueryParameter("timeoutSeconds", "" + Math.max(1, duration.toSeconds()))
            .build();
    Request request = transport.request("GET", url, null);
    return new WatchCall(
        transport,
        new Transport.Sending(
            Transport.Sending.WATCH, selection.type(), request, duration.plus(watchSlack)));
  }

  private HttpUrl.Builder collection(Selection selection) {
    HttpUrl.Builder url = transport.url(selection.type().path(selection.namespace()));
    if (!selection.labelSelector().isEmpty()) {
      url.addQueryParameter("labelSelector", selection.labelSelector());
    }
    if (!selection.fieldSelector().isEmpty()) {
      url.addQueryParameter("fieldSelector", selection.fieldSelector());
    }
    return url;
  }

  private ApiAnswer<JsonObject> patch(
      ResourceRef ref, List<String> path, String patch, String mediaType) {
    RequestBody body = Transport.once(patch, mediaType);
    return call("patch", ref.type(), "PATCH", transport.url(path), body);
  }

  private ApiAnswer<JsonObject> call(
      String verb,
      ResourceType type,
      String method,
      HttpUrl.Builder url,
      @Nullable RequestBody body) {
    Request request = transport.request(method, url.build(), body);
    Transport.Sending sending = new Transport.Sending(verb, type, request, timeout);
    try (Response response = transport.send(sending, call -> {})) {
      return response.isSuccessful()
          ? taken(Json.read(response.body().charStream()))
          : ApiAnswer.failed(refusal(response));
    } catch (IOException | JsonParseException broken) {
      transport.distrustIdleConnections();
      return ApiAnswer.failed(noAnswer(broken));
    }
  }

  /** What stands between may let a refusal pass for a success. */
  private static ApiAnswer<JsonObject> taken(JsonObject answer) {
    return ApiErrors.within(answer).map(ApiAnswer::<JsonObject>failed).orElse(ApiAnswer.ok(answer));
  }

  static ApiError refusal(Response response) throws IOException {
    String retryAfter = response.header("Retry-After", "");
    return ApiErrors.fromBody(
        response.code(),
        response.peekBody(LONGEST_REFUSAL).string(),
        retryAfter == null ? "" : retryAfter);
  }

  static ApiError noAnswer(Exception broken) {
    // A parser's message quotes what it read; a connection's message says what went wrong.
    return broken instanceof JsonParseException
        ? ApiError.noAnswer("the answer could not be read")
        : ApiError.noAnswer(broken.getClass().getSimpleName() + ": " + broken.getMessage());
  }

  /** Settings, all with defaults fit for production. */
  public static final class Builder {

    private final ApiClient client;
    private String userAgent = "we-controller";
    private Duration timeout = Duration.ofSeconds(30);
    private Duration watchSlack = WATCH_SLACK;
    private Duration watchSilence = WATCH_SILENCE;
    private ApiMetrics metrics = ApiMetrics.NONE;

    private Builder(ApiClient client) {
      this.client = client;
    }

    /** The version of this program, sent as User-Agent {@code we-controller/<version>}. */
    public Builder version(String version) {
      this.userAgent = "we-controller/" + version;
      return this;
    }

    /** Another User-Agent, for what is not the controller. */
    public Builder userAgent(String name) {
      this.userAgent = name;
      return this;
    }

    /** The longest that a call may take as a whole. */
    public Builder timeout(Duration longest) {
      this.timeout = longest;
      return this;
    }

    /** How much longer than asked for a watch may stay open before it is cut here. */
    public Builder watchSlack(Duration slack) {
      this.watchSlack = slack;
      return this;
    }

    /** After hearing nothing for so long, not even a bookmark, a watch is taken for dead. */
    public Builder watchSilence(Duration longest) {
      this.watchSilence = longest;
      return this;
    }

    public Builder metrics(ApiMetrics sink) {
      this.metrics = sink;
      return this;
    }

    public KubernetesApi build() {
      Transport transport = new Transport(client, userAgent, metrics, watchSilence);
      return new KubernetesApi(transport, timeout, watchSlack);
    }
  }
}
