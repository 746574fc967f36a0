package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.WatchCall;
import ai.kubernaut.we.kubernetes.WatchEvent;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells of all objects of one type, for ever: lists them, and watches until it has to list anew.
 */
final class Follower implements AutoCloseable {

  private static final Duration WATCH = Duration.ofMinutes(5);
  private static final long PAUSE_MILLIS = 100;

  /** Who is told. */
  interface Audience {

    void all(ResourceType type, List<JsonObject> objects);

    void event(ResourceType type, WatchEvent event);
  }

  private final KubernetesApi api;
  private final ResourceType type;
  private final Audience audience;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile @Nullable WatchCall watch;
  private volatile String refusal = "it has not answered";

  private Follower(KubernetesApi api, ResourceType type, Audience audience) {
    this.api = api;
    this.type = type;
    this.audience = audience;
  }

  static Follower start(KubernetesApi api, ResourceType type, Audience audience) {
    Follower follower = new Follower(api, type, audience);
    Thread thread = new Thread(follower::follow, "tekton-" + type.plural());
    thread.setDaemon(true);
    thread.start();
    return follower;
  }

  /** Waits until the type has been listed once; says whether it has. */
  boolean awaitBegin(Duration longest) throws InterruptedException {
    return begun.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Why it has not begun. */
  String complaint() {
    return "the API does not serve %s of %s: %s"
        .formatted(type.plural(), type.apiVersion(), refusal);
  }

  private void follow() {
    try {
      while (!closed.await(begun.getCount() == 0 ? 0 : PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        ApiAnswer<ResourcePage> page = api.list(type.all());
        refusal = page.failure().map(ApiError::summary).orElse("");
        if (page instanceof ApiAnswer.Ok<ResourcePage> found) {
          watch(found.value());
        } else if (closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(ResourcePage page) {
    audience.all(type, page.items());
    begun.countDown();
    WatchCall next = api.watch(type.all(), page.resourceVersion(), WATCH);
    watch = next;
    if (closed.getCount() == 0) {
      return;
    }
    Optional<ApiError> unused = next.run(() -> {}, event -> audience.event(type, event));
  }

  @Override
  public void close() {
    closed.countDown();
    WatchCall running = watch;
    if (running != null) {
      running.cancel();
    }
  }
}
