package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStoreTest {

  private final ManualTime time = new ManualTime();
  private final List<RuntimeException> failures = new ArrayList<>();
  private final ObjectStore<Thing> store =
      new ObjectStore<>(
          Map.of("value", new Index<>(this::values, failures::add)),
          this::note,
          Duration.ofSeconds(60),
          time);

  private final List<Change<Thing>> noted = new ArrayList<>();

  private void note(Change<Thing> change) {
    assertThat(Thread.holdsLock(store)).as("nobody sees it yet").isTrue();
    noted.add(change);
  }

  @Test
  void aWitnessHearsOfEachChangeBeforeItCanBeSeen() {
    store.seen(thing("a", "10"));
    store.written(thing("a", "12"));
    store.seen(thing("a", "11"));
    store.seenDeleted("uid-a", "13");

    assertThat(noted)
        .extracting(change -> change.after().map(Thing::resourceVersion).orElse("gone"))
        .containsExactly("10", "12", "gone");
  }

  @Test
  void anOwnWriteIsReadAtOnceAndItsLateEventsAreOldNews() {
    store.seen(thing("a", "10"));
    assertThat(store.written(thing("a", "12"))).isPresent();

    assertThat(store.seen(thing("a", "11"))).isEmpty();
    assertThat(store.seen(thing("a", "12"))).isEmpty();
    assertThat(version("a")).isEqualTo("12");
    assertThat(store.seen(thing("a", "13"))).isPresent();
  }

  @Test
  void anAnswerThatComesAfterItsEventChangesNothing() {
    store.seen(thing("a", "12"));

    assertThat(store.written(thing("a", "11"))).isEmpty();
    assertThat(store.written(thing("a", "12"))).isEmpty();
    assertThat(version("a")).isEqualTo("12");
  }

  @Test
  void versionsAreComparedAsNumbers() {
    store.seen(thing("a", "99"));

    assertThat(store.seen(thing("a", "100"))).isPresent();
    assertThat(store.seen(thing("a", "99"))).isEmpty();
    assertThat(store.seen(thing("a", "123456789012345678901234567890"))).isPresent();
  }

  @Test
  void eventsThatComeTwiceOrOutOfOrderChangeNothing() {
    store.seen(thing("a", "10"));
    store.seen(thing("a", "12"));

    assertThat(store.seen(thing("a", "12"))).isEmpty();
    assertThat(store.seen(thing("a", "10"))).isEmpty();
    assertThat(version("a")).isEqualTo("12");
  }

  @Test
  void whatWasDeletedDoesNotComeBackByALateEvent() {
    store.seen(thing("a", "10"));
    assertThat(store.deleted("uid-a", "11")).isPresent();

    assertThat(store.seen(thing("a", "11"))).isEmpty();
    assertThat(store.written(thing("a", "11"))).isEmpty();
    assertThat(store.get(new ObjectKey("ns", "a"))).isEmpty();
    assertThat(store.seen(thing("a", "12"))).as("it was not deleted after all").isPresent();
  }

  @Test
  void anAnswerThatComesAfterTheDeletionDoesNotBringItBack() {
    store.seen(thing("a", "10"));
    store.seenDeleted("uid-a", "12");

    assertThat(store.written(thing("a", "11"))).isEmpty();
    assertThat(store.all()).isEmpty();
  }

  @Test
  void anObjectThatIsSelectedAgainComesBack() {
    store.seen(thing("a", "10"));
    store.seenDeleted("uid-a", "12");

    assertThat(store.seen(thing("a", "13"))).isPresent();
  }

  @Test
  void aSuccessorOfTheSameNameIsAnotherObject() {
    store.seen(thing("a", "10"));
    store.deleted("uid-a", "");
    Thing next = new Thing("ns", "a", "uid-2", "15", "v");
    store.written(next);

    assertThat(store.seenDeleted("uid-a", "14")).isEmpty();
    assertThat(store.seen(thing("a", "11"))).isEmpty();
    assertThat(store.byUid("uid-a")).isEmpty();
    assertThat(store.byUid("uid-2")).contains(next);
  }

  @Test
  void aSuccessorReplacesWhoseDeletionWasMissed() {
    store.seen(thing("a", "10"));
    Thing next = new Thing("ns", "a", "uid-2", "15", "v");

    assertThat(store.seen(next).orElseThrow().before()).contains(thing("a", "10"));
    assertThat(store.byUid("uid-a")).isEmpty();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void aListThatBeganBeforeAWriteDoesNotUndoIt() {
    store.seen(thing("a", "10"));
    long began = store.beginList();
    store.written(thing("a", "20"));
    store.written(thing("b", "21"));
    store.deleted("uid-c", "");

    store.replace(List.of(thing("a", "10"), thing("c", "5")), Set.of(), began);

    assertThat(version("a")).isEqualTo("20");
    assertThat(version("b")).isEqualTo("21");
    assertThat(store.byUid("uid-c")).isEmpty();
  }

  @Test
  void aListThatBeganAfterAWriteIsTheTruthEvenIfVersionsWentBack() {
    store.written(thing("a", "1000"));
    store.written(thing("b", "1001"));
    store.deleted("uid-c", "");
    long began = store.beginList();

    List<Change<Thing>> changes =
        store.replace(List.of(thing("a", "7"), thing("c", "8")), Set.of(), began);

    assertThat(changes).hasSize(3);
    assertThat(version("a")).isEqualTo("7");
    assertThat(store.byUid("uid-b")).isEmpty();
    assertThat(version("c")).isEqualTo("8");
  }

  @Test
  void aListTellsOnlyWhatChanged() {
    store.seen(thing("a", "1"));
    store.seen(thing("b", "2"));

    List<Change<Thing>> changes =
        store.replace(List.of(thing("a", "1")), Set.of(), store.beginList());

    assertThat(changes)
        .containsExactly(
            new Change<>(Optional.of(thing("b", "2")), Optional.empty(), Change.Origin.WATCH));
  }

  @Test
  void whatIsListedButNotUnderstoodIsKeptAsItWas() {
    store.seen(thing("a", "1"));

    assertThat(store.replace(List.of(), Set.of("uid-a"), store.beginList())).isEmpty();
    assertThat(version("a")).isEqualTo("1");
  }

  @Test
  void aWriteThatTheWatchNeverShowsIsGivenUp() {
    store.seen(thing("a", "10"));
    store.written(thing("a", "12"));
    store.written(thing("b", "13"));
    time.pass(Duration.ofSeconds(30));
    assertThat(store.expire()).isEmpty();
    store.seen(thing("a", "11"));
    time.pass(Duration.ofSeconds(31));

    assertThat(store.expire()).hasSize(2);
    assertThat(version("a")).isEqualTo("11");
    assertThat(store.byUid("uid-b")).isEmpty();
    assertThat(store.expire()).isEmpty();
  }

  @Test
  void aWriteThatTheWatchHasShownStays() {
    store.written(thing("a", "12"));
    store.seen(thing("a", "12"));
    time.pass(Duration.ofSeconds(61));

    assertThat(store.expire()).isEmpty();
    assertThat(version("a")).isEqualTo("12");
  }

  @Test
  void aDeletionIsForgottenInTime() {
    store.deleted("uid-a", "");
    time.pass(Duration.ofSeconds(61));
    store.expire();

    assertThat(store.seen(thing("a", "1"))).isPresent();
  }

  @Test
  void tellsOwnWritesFromTheApisWord() {
    assertThat(store.written(thing("a", "1")).orElseThrow().origin())
        .isEqualTo(Change.Origin.WRITE);
    assertThat(store.seen(thing("a", "2")).orElseThrow().origin()).isEqualTo(Change.Origin.WATCH);
    assertThat(store.deleted("uid-a", "").orElseThrow().origin()).isEqualTo(Change.Origin.WRITE);
  }

  @Test
  void findsByIndexWhatIsThereNow() {
    store.seen(new Thing("ns", "a", "uid-a", "1", "x"));
    store.written(new Thing("ns", "b", "uid-b", "2", "x"));
    assertThat(store.find("value", "x")).extracting(Thing::name).containsExactly("a", "b");

    store.written(new Thing("ns", "a", "uid-a", "3", "y"));
    store.deleted("uid-b", "");
    assertThat(store.find("value", "x")).isEmpty();
    assertThat(store.find("value", "y")).hasSize(1);
    assertThatThrownBy(() -> store.find("other", "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIndexFunctionThatThrowsLosesNotTheObject() {
    store.seen(new Thing("ns", "a", "uid-a", "1", "x"));
    assertThat(store.seen(new Thing("ns", "a", "uid-a", "2", "throw"))).isPresent();

    assertThat(failures).hasSize(1);
    assertThat(version("a")).isEqualTo("2");
    assertThat(store.find("value", "x")).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {2} compared with {1}")
  @CsvSource({
    "1, 2, OLDER",
    "10, 9, NEWER",
    "007, 7, SAME",
    "0, 00, SAME",
    "abc, abc, SAME",
    "abc, 1, UNKNOWN",
    "'', 1, UNKNOWN"
  })
  void ordersVersions(String version, String other, ResourceVersions.Order order) {
    assertThat(ResourceVersions.compare(version, other)).isEqualTo(order);
  }

  private List<String> values(Thing thing) {
    if (thing.value().equals("throw")) {
      throw new IllegalStateException("no value");
    }
    return List.of(thing.value());
  }

  private String version(String name) {
    return store.get(new ObjectKey("ns", name)).orElseThrow().resourceVersion();
  }

  private static Thing thing(String name, String version) {
    return new Thing("ns", name, "uid-" + name, version, "v" + version);
  }
}
