package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cache that follows a well-behaved server. */
class WatchCacheTest {

  private final StubApi server = new StubApi();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final WatchCache<Thing> cache =
      WatchCache.builder(
              server.client(), Thing.TYPE.all().inNamespace("ns").withLabels("a=b"), Thing::decode)
          .pageSize(2)
          .index("value", thing -> List.of(thing.value()))
          .listener(this::hear)
          .build();

  @AfterEach
  void stop() {
    cache.close();
    server.close();
  }

  @Test
  void listsAllPagesAndFollows() {
    put("a", "1");
    put("b", "1");
    put("c", "2");
    start();

    assertThat(cache.all()).extracting(Thing::name).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(cache.find("value", "1")).extracting(Thing::name).containsExactly("a", "b");

    put("d", "2");
    put("a", "2");
    server.remove(Thing.path("b"));

    await().until(() -> cache.byUid("uid-b").isEmpty());
    assertThat(cache.find("value", "1")).isEmpty();
    assertThat(cache.find("value", "2")).extracting(Thing::name).containsExactly("c", "d", "a");
    assertThat(cache.get("ns", "a").orElseThrow().value()).isEqualTo("2");
    assertThat(heard)
        .containsExactlyInAnyOrder(
            "a: - to 1", "b: - to 1", "c: - to 2", "d: - to 2", "a: 1 to 2", "b: 1 to -");
  }

  @Test
  void asksOnlyForWhatIsSelected() {
    start();
    await().until(() -> server.watches() == 1);

    assertThat(server.requests()).allMatch(r -> r.startsWith("GET /apis/test/v1/namespaces/ns/"));
    assertThat(server.requests()).allMatch(r -> r.contains("labelSelector=a=b"));
    assertThat(server.requests().get(0)).doesNotContain("resourceVersion");
  }

  @Test
  void goesOnFromABookmarkWithoutListing() {
    put("a", "1");
    start();
    server.put("/elsewhere", Thing.json("x", "y"));
    server.bookmark();
    long version = server.version();
    server.endWatches();

    await().until(() -> server.watches() == 2);
    assertThat(server.lastWatch()).contains("resourceVersion=" + version);
    assertThat(server.lists()).isEqualTo(1);
  }

  @Test
  void costsNoRequestWhileNothingHappens() {
    put("a", "1");
    start();
    await().until(() -> server.watches() == 1);
    put("a", "2");
    await().until(() -> cache.get("ns", "a").orElseThrow().value().equals("2"));

    assertThat(server.requests()).hasSize(2);
    assertThat(cache.relists()).isZero();
    assertThat(cache.lastContact()).isPresent();
  }

  @Test
  void readsItsOwnWritesAndHearsOfThemOnce() {
    put("a", "1");
    start();
    await().until(() -> server.watches() == 1);

    Thing written =
        Thing.decode(withoutManagedFields(server.put(Thing.path("a"), Thing.json("a", "2"))));
    cache.written(written);

    assertThat(cache.get("ns", "a")).contains(written);
    put("b", "1");
    await().until(() -> cache.get("ns", "b").isPresent());
    assertThat(heard).containsOnlyOnce("a: 1 to 2");
  }

  private static JsonObject withoutManagedFields(JsonObject json) {
    JsonObject copy = json.deepCopy();
    copy.getAsJsonObject("metadata").remove("managedFields");
    return copy;
  }

  @Test
  void aListenerThatThrowsLosesNothing() {
    cache.listen(
        change -> {
          throw new IllegalStateException("broken listener");
        });
    put("a", "1");
    start();
    put("b", "1");

    await().until(() -> cache.get("ns", "b").isPresent());
    assertThat(heard).contains("a: - to 1", "b: - to 1");
    assertThat(cache.relists()).isZero();
  }

  @Test
  void anObserverThatThrowsLosesNothing() {
    WatchCache<Thing> observed =
        WatchCache.builder(server.client(), Thing.TYPE.all().inNamespace("ns"), Thing::decode)
            .observer(new BrokenObserver())
            .listener(
                change -> {
                  throw new IllegalStateException("broken listener");
                })
            .build();
    put("a", "poison");
    put("b", "1");
    observed.start();
    await().until(observed::synced);
    put("c", "poison");
    put("d", "1");

    await().until(() -> observed.get("ns", "d").isPresent());
    assertThat(observed.relists()).isZero();
    observed.close();
  }

  private static final class BrokenObserver implements CacheObserver {

    @Override
    public void poisoned(String namespace, String name, RuntimeException why) {
      throw new IllegalStateException("broken observer");
    }

    @Override
    public void listenerFailed(RuntimeException why) {
      throw new IllegalStateException("broken observer");
    }
  }

  @Test
  void stopsWhenClosed() {
    start();
    await().until(() -> server.watches() == 1);
    cache.close();
    server.endWatches();
    put("a", "1");

    await().during(Duration.ofMillis(300)).until(() -> server.watches() == 1);
    assertThat(cache.all()).isEmpty();
  }

  private void put(String name, String value) {
    server.put(Thing.path(name), Thing.json(name, value));
  }

  private void start() {
    cache.start();
    await().until(cache::synced);
  }

  private void hear(Change<Thing> change) {
    String before = change.before().map(Thing::value).orElse("-");
    String after = change.after().map(Thing::value).orElse("-");
    heard.add(change.latest().name() + ": " + before + " to " + after);
  }
}
