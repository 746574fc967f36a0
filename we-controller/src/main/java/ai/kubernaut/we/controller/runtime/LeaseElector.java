package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes at most one of several processes the leader, by a Lease that the leader renews and that
 * others take only when it has not changed for its whole duration on their own monotonic clock.
 *
 * <p>Leadership that was lost is sought again. A leader that cannot renew in time gives up before
 * others may take over, and {@link #isLeader} says so at once, even in a process that was paused
 * for long. Whoever writes as the leader must still write conditionally: a request that is on its
 * way cannot be called back.
 */
public final class LeaseElector implements AutoCloseable {

  /** When requests began, in both clocks, and how they are sent. */
  private record Attempt(KubernetesApi api, long begun, Instant time) {}

  private static final Logger log = LoggerFactory.getLogger(LeaseElector.class);

  private static final int RELEASE_TRIES = 3;

  private final KubernetesApi api;
  private final ResourceRef ref;
  private final String identity;
  private final LeaseTiming timing;
  private final LeaderCallbacks callbacks;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final RandomGenerator random = new Random();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  private Optional<String> objection = Optional.empty();
  private LeaseRecord seen;
  private long seenSince;
  private volatile boolean leading;
  private volatile long renewedAt;

  /**
   * An elector that is not started yet.
   *
   * @param ref the Lease
   * @param identity of this process; must be unique among all that ever share the Lease
   */
  public LeaseElector(
      KubernetesApi api,
      ResourceRef ref,
      String identity,
      LeaseTiming timing,
      LeaderCallbacks callbacks,
      InstantSource clock,
      LongSupplier nanoTime) {
    if (identity.isEmpty()) {
      throw new IllegalArgumentException("an elector needs an identity");
    }
    this.api = api;
    this.ref = ref;
    this.identity = identity;
    this.timing = timing;
    this.callbacks = callbacks;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.seen = LeaseRecord.absent(ref);
    this.thread = new Thread(this::run, "lease-elector");
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Whether this process leads: it has the lease, and has renewed it recently enough. */
  public boolean isLeader() {
    return leading && sinceRenewal().compareTo(timing.renewWithin()) < 0;
  }

  /** Gives up leadership if there is any, releases the lease, and ends. */
  public void stop(Duration longest) throws InterruptedException {
    stopping.countDown();
    thread.join(Math.max(1, longest.toMillis()));
  }

  @Override
  public void close() {
    stopping.countDown();
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try {
        step();
        pause(leading ? timing.renewEvery() : jittered(timing.lookEvery()));
      } catch (Throwable broken) {
        log.error("Leader election failed", broken);
        loseIfLeading();
        pause(timing.renewEvery());
      }
    }
    boolean held = leading;
    loseIfLeading();
    if (held) {
      release();
    }
  }

  /** Renews if leading, else looks whether the lease can be taken. */
  void step() {
    if (leading) {
      renew();
    } else {
      look();
    }
  }

  private void renew() {
    Duration left = timing.renewWithin().minus(sinceRenewal());
    if (left.isNegative() || left.isZero()) {
      log.warn("The lease {} could not be renewed in time", ref.name());
      loseIfLeading();
      return;
    }
    Attempt attempt = attempt(left);
    if (hasChanged(tryRenewal(attempt)) && isStillOurs(attempt)) {
      tryRenewal(attempt);
    }
  }

  private ApiAnswer<JsonObject> tryRenewal(Attempt attempt) {
    ApiAnswer<JsonObject> answer =
        attempt.api().update(ref, seen.renewed(identity, timing.lease(), attempt.time()).json());
    answer.handle(
        lease -> hold(lease, attempt),
        error -> log.info("The lease {} was not renewed: {}", ref.name(), error.summary()));
    return answer;
  }

  private static boolean hasChanged(ApiAnswer<JsonObject> renewal) {
    return renewal
        .failure()
        .filter(e -> e.is(ApiError.Kind.CONFLICT) || e.is(ApiError.Kind.NOT_FOUND))
        .isPresent();
  }

  /** Something changed the lease, or the answer to an earlier renewal was lost: see which. */
  private boolean isStillOurs(Attempt attempt) {
    ApiAnswer<JsonObject> now = attempt.api().get(ref);
    if (now.failure().filter(e -> e.is(ApiError.Kind.NOT_FOUND)).isPresent()) {
      log.warn("The lease {} is gone", ref.name());
      see(LeaseRecord.absent(ref));
      loseIfLeading();
      return false;
    }
    now.toOptional().map(LeaseRecord::new).ifPresent(this::see);
    if (!seen.holder().equals(identity)) {
      log.warn("The lease {} was taken by {}", ref.name(), seen.holder());
      loseIfLeading();
      return false;
    }
    return now.failure().isEmpty();
  }

  private void look() {
    Attempt attempt = attempt(timing.renewWithin());
    attempt
        .api()
        .get(ref)
        .handle(
            lease -> {
              see(new LeaseRecord(lease));
              if (mayTake() && !objects()) {
                take(attempt, attempt.api().update(ref, acquired(attempt)));
              }
            },
            error -> {
              if (error.is(ApiError.Kind.NOT_FOUND)) {
                see(LeaseRecord.absent(ref));
                takeNew(attempt);
              } else {
                log.info("The lease {} cannot be read: {}", ref.name(), error.summary());
              }
            });
  }

  private void takeNew(Attempt attempt) {
    if (!objects()) {
      take(attempt, attempt.api().create(ref.type(), ref.namespace(), acquired(attempt)));
    }
  }

  /** Said once for each reason, however often it is looked. */
  private boolean objects() {
    Optional<String> now = callbacks.objection(seen.json());
    now.filter(reason -> !now.equals(objection))
        .ifPresent(reason -> log.error("The lease {} is not taken: {}", ref.name(), reason));
    objection = now;
    return now.isPresent();
  }

  private JsonObject acquired(Attempt attempt) {
    return seen.acquired(identity, timing.lease(), attempt.time()).marked(callbacks.marks()).json();
  }

  private void see(LeaseRecord now) {
    if (!seen.resourceVersion().equals(now.resourceVersion())) {
      seenSince = nanoTime.getAsLong();
    }
    seen = now;
  }

  private boolean mayTake() {
    Duration unchanged = Duration.ofNanos(nanoTime.getAsLong() - seenSince);
    return seen.holder().isEmpty()
        || seen.holder().equals(identity)
        || unchanged.compareTo(seen.duration(timing.lease())) > 0;
  }

  private void take(Attempt attempt, ApiAnswer<JsonObject> answer) {
    answer.handle(
        lease -> {
          hold(lease, attempt);
          lead();
        },
        error -> log.info("The lease {} was not taken: {}", ref.name(), error.summary()));
  }

  private void lead() {
    leading = true;
    log.info("Leading as {}", identity);
    try {
      callbacks.startedLeading();
    } catch (RuntimeException broken) {
      log.error("Leading could not be started, giving up the lease", broken);
      loseIfLeading();
      release();
    }
  }

  private void loseIfLeading() {
    if (!leading) {
      return;
    }
    leading = false;
    log.info("No longer leading as {}", identity);
    try {
      callbacks.stoppedLeading();
    } catch (RuntimeException broken) {
      log.error("A callback failed", broken);
    }
  }

  /** Others need not wait then. An edit, or an answer that was lost, is no reason to keep it. */
  private void release() {
    for (int tries = 0; tries < RELEASE_TRIES && seen.holder().equals(identity); tries++) {
      KubernetesApi bounded = attempt(timing.renewEvery()).api();
      bounded
          .update(ref, seen.released(clock.instant()).json())
          .handle(
              released -> see(new LeaseRecord(released)),
              error -> {
                log.info("The lease {} was not released: {}", ref.name(), error.summary());
                bounded.get(ref).toOptional().map(LeaseRecord::new).ifPresent(this::see);
              });
    }
  }

  /** The lease is ours, counted from before the request was sent. */
  private void hold(JsonObject lease, Attempt attempt) {
    see(new LeaseRecord(lease));
    renewedAt = attempt.begun();
  }

  private Duration sinceRenewal() {
    return Duration.ofNanos(nanoTime.getAsLong() - renewedAt);
  }

  private void pause(Duration wait) {
    try {
      boolean unused = stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      stopping.countDown();
    }
  }

  private Duration jittered(Duration longest) {
    return Duration.ofNanos((long) (longest.toNanos() * (0.5 + random.nextDouble() / 2)));
  }

  private Attempt attempt(Duration longest) {
    return new Attempt(
        api.withTimeout(timing.request(longest)), nanoTime.getAsLong(), clock.instant());
  }
}
