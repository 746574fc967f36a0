package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.WatchCall;
import ai.kubernaut.we.kubernetes.WatchEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a selection of objects for ever: a consistent list in pages, then a watch from the
 * version of that list, and again from where it broke. It lists anew when the server no longer
 * knows the version, when it refuses the watch repeatedly, and once in a while. Whatever fails, or
 * ends at once, is tried again with backoff.
 */
final class ListWatch implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(ListWatch.class);
  private static final int REFUSALS_UNTIL_RELIST = 3;

  private final KubernetesApi api;
  private final Selection selection;
  private final ListWatchSettings settings;
  private final ListWatchSink sink;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable WatchCall> running = new AtomicReference<>();

  private String version = "";
  private long listDue;
  private long heard;
  private int failures;
  private int refusals;
  private boolean listedBefore;
  private boolean watchedBefore;

  ListWatch(
      KubernetesApi api,
      Selection selection,
      ListWatchSettings settings,
      ListWatchSink sink,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.api = api;
    this.selection = selection;
    this.settings = settings;
    this.sink = sink;
    this.nanoTime = nanoTime;
    this.random = random;
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try {
        step();
      } catch (Throwable broken) {
        log.error("Following {} failed, listing anew", selection.type().plural(), broken);
        version = "";
        pause(Duration.ZERO);
      }
    }
  }

  void stop() {
    stopped.countDown();
    WatchCall watch = running.get();
    if (watch != null) {
      watch.cancel();
    }
  }

  private void step() {
    if (version.isEmpty() || isListDue()) {
      Optional<ApiError> error = list();
      if (isStopped()) {
        return;
      }
      error.ifPresent(this::listFailed);
      if (version.isEmpty()) {
        pause(error.flatMap(ApiError::retryAfter).orElse(Duration.ZERO));
        return;
      }
    }
    watch();
  }

  /** Silence is suspicious: a server that was set back may keep a watch open and send nothing. */
  private boolean isListDue() {
    long now = nanoTime.getAsLong();
    return now - listDue >= 0 || now - heard >= settings.quietFor().toNanos();
  }

  /** A list that was only due can wait: the watch goes on. */
  private void listFailed(ApiError error) {
    report("list", error);
    heard = nanoTime.getAsLong();
    listDue = heard + settings.relistEvery().toNanos() / 10;
  }

  private Optional<ApiError> list() {
    sink.listing();
    String next = "";
    String listed = "";
    do {
      ApiAnswer<ResourcePage> answer = api.page(selection, settings.pageSize(), next);
      if (!(answer instanceof ApiAnswer.Ok<ResourcePage> ok)) {
        return answer.failure();
      }
      sink.contact();
      ok.value().items().forEach(sink::listed);
      listed = ok.value().resourceVersion();
      next = ok.value().next();
    } while (!next.isEmpty() && !isStopped());
    if (listed.isEmpty()) {
      return Optional.of(ApiError.noAnswer("a list without a version"));
    }
    finishList(listed);
    return Optional.empty();
  }

  private void finishList(String listed) {
    if (isStopped()) {
      return;
    }
    sink.listEnded();
    if (listedBefore) {
      sink.relisted();
    }
    listedBefore = true;
    version = listed;
    refusals = 0;
    heard = nanoTime.getAsLong();
    listDue = heard + jittered(settings.relistEvery()).toNanos();
  }

  private void watch() {
    if (watchedBefore) {
      sink.watchRestarted();
    }
    watchedBefore = true;
    WatchCall call = api.watch(selection, version, jittered(settings.watchFor()));
    running.set(call);
    if (isStopped()) {
      return;
    }
    long begin = nanoTime.getAsLong();
    Optional<ApiError> error = call.run(sink::contact, this::received);
    running.set(null);
    if (isStopped()) {
      return;
    }
    error.ifPresent(this::watchFailed);
    if (nanoTime.getAsLong() - begin >= settings.settled().toNanos()) {
      failures = 0;
    } else {
      pause(error.flatMap(ApiError::retryAfter).orElse(Duration.ZERO));
    }
  }

  private void received(WatchEvent event) {
    sink.contact();
    heard = nanoTime.getAsLong();
    refusals = 0;
    String seen = event.resourceVersion();
    if (ResourceVersions.compare(seen, version) == ResourceVersions.Order.OLDER) {
      wentBack();
      return;
    }
    sink.event(event);
    version = seen.isEmpty() ? version : seen;
  }

  /** A watch goes forward only; if it does not, the server was set back or is not to be trusted. */
  private void wentBack() {
    log.warn("A watch of {} went back before its version", selection.type().plural());
    version = "";
    WatchCall watch = running.get();
    if (watch != null) {
      watch.cancel();
    }
  }

  private void watchFailed(ApiError error) {
    report("watch", error);
    boolean refused = error.code() != 0;
    refusals = refused ? refusals + 1 : refusals;
    boolean unknownVersion =
        error.is(ApiError.Kind.GONE)
            || error.is(ApiError.Kind.NOT_FOUND)
            || error.is(ApiError.Kind.BAD_REQUEST)
            || error.hasCause("ResourceVersionTooLarge")
            || error.message().contains("Too large resource version");
    if (unknownVersion || refusals >= REFUSALS_UNTIL_RELIST) {
      version = "";
    }
  }

  private void report(String what, ApiError error) {
    if (error.is(ApiError.Kind.NOT_FOUND)) {
      sink.contact();
      sink.notServed();
    }
    sink.failed(error);
    log.info("{} of {}: {}", what, selection.type().plural(), error.summary());
  }

  /** Waits for the backoff of one more failure, at least for the given time, or for the stop. */
  private void pause(Duration atLeast) {
    failures = Math.min(failures + 1, Integer.MAX_VALUE - 1);
    Duration wait = settings.backoff().after(failures, random);
    Duration longer = wait.compareTo(atLeast) < 0 ? atLeast : wait;
    try {
      boolean unused = stopped.await(longer.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stopped.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private Duration jittered(Duration around) {
    return Duration.ofNanos((long) (around.toNanos() * (0.75 + random.nextDouble() / 2)));
  }
}
