package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of a server with one writer of ours and others, whose watch lags behind, whose
 * lists take time, and whose answers come late. At every moment the store is no older than our own
 * answered writes; in the end it equals the server; and the changes told add up to the content.
 */
class ObjectStoreHistoriesTest {

  private record News(boolean deleted, Thing thing) {}

  private final ObjectStore<Thing> store =
      new ObjectStore<>(Map.of(), change -> {}, Duration.ofSeconds(60), new ManualTime());
  private final Map<String, Thing> server = new HashMap<>();
  private final List<News> log = new ArrayList<>();
  private final Map<String, Thing> told = new HashMap<>();
  private final Map<String, Long> answered = new HashMap<>();
  private final List<News> answers = new ArrayList<>();
  private long version;
  private int delivered;
  private int watchedFrom;
  private long listBegan = -1;
  private List<Thing> snapshot = List.of();
  private int snapshotAt;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readsItsWritesAndEndsRight(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < 300; step++) {
      String name = "k" + random.nextInt(3);
      switch (random.nextInt(9)) {
        case 0, 1 -> change(name, random.nextInt(4) == 0, random.nextBoolean());
        case 2, 3 -> deliver();
        case 4 -> repeatOldNews(random);
        case 5, 6 -> answer(random);
        case 7 -> beginList();
        default -> endList();
      }
      readsItsWrites();
    }
    finish(random);

    assertThat(store.all()).containsExactlyInAnyOrderElementsOf(server.values());
    assertThat(told).isEqualTo(server);
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  private void change(String name, boolean delete, boolean ours) {
    Thing before = server.get(name);
    version++;
    if (delete && before != null) {
      server.remove(name);
      Thing last = new Thing("ns", name, before.uid(), "" + version, "");
      record(new News(true, last), ours);
    } else {
      String uid = before == null ? "uid-" + version : before.uid();
      Thing next = new Thing("ns", name, uid, "" + version, "");
      server.put(name, next);
      record(new News(false, next), ours);
    }
  }

  private void record(News news, boolean ours) {
    log.add(news);
    if (ours) {
      answers.add(news);
    }
  }

  private void deliver() {
    if (listBegan < 0 && delivered < log.size()) {
      show(log.get(delivered++));
    }
  }

  private void repeatOldNews(Random random) {
    if (listBegan < 0 && delivered > watchedFrom) {
      News old = log.get(watchedFrom + random.nextInt(delivered - watchedFrom));
      if (!old.deleted()) {
        show(old);
      }
    }
  }

  private void show(News news) {
    Thing thing = news.thing();
    (news.deleted() ? store.seenDeleted(thing.uid(), thing.resourceVersion()) : store.seen(thing))
        .ifPresent(this::tell);
  }

  private void answer(Random random) {
    if (answers.isEmpty()) {
      return;
    }
    News news = answers.remove(firstOfItsObject(answers.get(random.nextInt(answers.size()))));
    Thing thing = news.thing();
    (news.deleted() ? store.deleted(thing.uid(), "") : store.written(thing)).ifPresent(this::tell);
    answered.merge(thing.uid(), Long.parseLong(thing.resourceVersion()), Math::max);
  }

  /** One object's writes are made one after another, so their answers come in order. */
  private int firstOfItsObject(News news) {
    int index = 0;
    while (!answers.get(index).thing().name().equals(news.thing().name())) {
      index++;
    }
    return index;
  }

  private void beginList() {
    listBegan = store.beginList();
    snapshot = List.copyOf(server.values());
    snapshotAt = log.size();
  }

  private void endList() {
    if (listBegan >= 0) {
      store.replace(snapshot, Set.of(), listBegan).forEach(this::tell);
      delivered = snapshotAt;
      watchedFrom = snapshotAt;
      listBegan = -1;
    }
  }

  private void finish(Random random) {
    while (!answers.isEmpty()) {
      answer(random);
    }
    endList();
    while (delivered < log.size()) {
      deliver();
    }
    beginList();
    endList();
  }

  private void readsItsWrites() {
    for (Thing held : store.all()) {
      assertThat(Long.parseLong(held.resourceVersion()))
          .isGreaterThanOrEqualTo(answered.getOrDefault(held.uid(), 0L));
    }
    Collection<Thing> content = told.values();
    assertThat(store.all()).containsExactlyInAnyOrderElementsOf(content);
  }

  private void tell(Change<Thing> change) {
    String name = change.latest().name();
    assertThat(told.get(name)).isEqualTo(change.before().orElse(null));
    change.after().ifPresentOrElse(after -> told.put(name, after), () -> told.remove(name));
  }
}
