package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The parts together: a small controller that marks things, from start to orderly end. */
class ControllerLifeTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String LEASE =
      "/apis/coordination.k8s.io/v1/namespaces/system/leases/controller";

  private final StubApi server = new StubApi();
  private final KubernetesApi api = server.client();
  private final CountDownLatch mayFinish = new CountDownLatch(1);
  private final AtomicInteger reconciled = new AtomicInteger();
  private final Health health = new Health();

  private final WorkQueue<ObjectKey> queue = WorkQueue.builder(ObjectKey::namespace).build();
  private final WatchCache<Thing> cache =
      WatchCache.builder(api, Thing.TYPE.all().inNamespace("ns"), this::decode)
          .listener(this::enqueueUnlessOwn)
          .build();
  private final EventRecorder events =
      new EventRecorder(
          api,
          "controller",
          "pod",
          100,
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          InstantSource.system());
  private final Workers<ObjectKey> workers =
      new Workers<>(
          2, queue, this::reconcile, InstantSource.system(), System::nanoTime, QueueMetrics.NONE);
  private final LeaseElector elector =
      new LeaseElector(
          api,
          ResourceType.LEASES.named("system", "controller"),
          "pod",
          LeaseElectorTest.TIMING,
          new LeaderCallbacks() {
            @Override
            public void startedLeading() {
              queue.resume();
            }

            @Override
            public void stoppedLeading() {
              queue.pause();
            }
          },
          InstantSource.system(),
          System::nanoTime);
  private final Shutdown shutdown =
      new Shutdown()
          .then("not ready", LONG, health::ending)
          .then("workers", LONG, () -> workers.stop(LONG))
          .then("events", LONG, () -> events.flush(LONG))
          .then("lease", LONG, () -> elector.stop(LONG));

  @AfterEach
  void stop() {
    cache.close();
    events.close();
    elector.close();
    server.close();
  }

  @Test
  void worksOnlyWhileLeadingAndEndsInOrder() throws InterruptedException {
    health.ready("cache", () -> cache.synced() ? Optional.empty() : Optional.of("not synced"));
    assertThat(health.readinessProblems()).containsOnlyKeys("cache");
    server.put(Thing.path("a"), Thing.json("a", "new"));
    server.put(Thing.path("b"), Thing.json("b", "new"));
    queue.pause();
    cache.start();
    events.start();
    workers.start();
    await().until(() -> queue.depth() == 2);
    assertThat(health.readinessProblems()).isEmpty();
    assertThat(server.requests()).as("a standby writes nothing").allMatch(r -> r.startsWith("GET"));

    elector.start();
    await().until(() -> reconciled.get() == 1);
    Thread ending = new Thread(this::shutDown);
    ending.start();
    await().until(() -> health.readinessProblems().containsKey("shutdown"));
    assertThat(elector.isLeader()).as("still leading while work is in hand").isTrue();
    mayFinish.countDown();
    ending.join(LONG.toMillis());

    assertThat(reconciled).hasValue(1);
    assertThat(Json.string(server.get(LEASE), "spec", "holderIdentity")).contains("");
    assertThat(server.paths().stream().filter(path -> path.contains("/events/"))).hasSize(1);
    assertThat(cache.all().stream().filter(thing -> thing.value().equals("marked"))).hasSize(1);
    assertThat(server.requests().get(server.requests().size() - 1)).contains("/leases/");
  }

  @Test
  void itsOwnWritesDoNotWakeIt() {
    server.put(Thing.path("a"), Thing.json("a", "new"));
    mayFinish.countDown();
    cache.start();
    workers.start();
    await()
        .until(
            () -> cache.get("ns", "a").filter(thing -> thing.value().equals("marked")).isPresent());
    server.put(Thing.path("b"), Thing.json("b", "marked"));
    await().until(() -> reconciled.get() == 2);

    await().during(Duration.ofMillis(200)).until(() -> reconciled.get() == 2);
  }

  private void shutDown() {
    try {
      shutdown.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Next reconcile(ObjectKey key) {
    reconciled.incrementAndGet();
    return mark(key);
  }

  private Next mark(ObjectKey key) {
    queue.covered(key);
    Thing thing = cache.get(key.namespace(), key.name()).orElseThrow();
    if (thing.value().equals("marked")) {
      return Next.done();
    }
    await().until(() -> mayFinish.getCount() == 0);
    JsonObject patch = new JsonObject();
    patch.addProperty("value", "marked");
    return api.mergePatch(Thing.TYPE.named(key.namespace(), key.name()), patch)
        .match(
            written -> {
              cache.written(decode(written));
              events.normal(InvolvedObject.of(Thing.TYPE, thing), "Marked", "marked it");
              return mark(key);
            },
            error -> Next.retry(error.retryAfter().orElse(Duration.ZERO)));
  }

  private void enqueueUnlessOwn(Change<Thing> change) {
    if (change.origin() == Change.Origin.WATCH) {
      queue.add(ObjectKey.of(change.latest()));
    }
  }

  private Thing decode(JsonObject object) {
    Json.object(object, "metadata").ifPresent(metadata -> metadata.remove("managedFields"));
    return Thing.decode(object);
  }
}
