package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Captured cases, event by event, as a controller sees them that misses some of it. */
class ReplayTest {

  private static final int ROUNDS = 40;

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysNothingOfTheEndBeforeItCameAndThenWhatHappened(CapturedCase captured) {
    Replay replay = new Replay(captured, captured.events());
    boolean ended = false;
    for (JsonObject event : captured.watched()) {
      replay.happened(event, true);
      Optional<Child> child = replay.begun() ? replay.decidedOn() : Optional.empty();
      if (!ended && child.isPresent()) {
        ended = child.get().state().ended();
        assertThat(Json.string(replay.explained(), "phase"))
            .contains(ended ? captured.text("phase") : "Running");
        if (ended && captured.has("reason")) {
          check(captured, Json.object(replay.explained(), "failureDetails").orElseThrow());
        }
      }
    }
    assertThat(ended).isEqualTo(!captured.text("phase").equals("Running") && !lost(captured));
  }

  private static void check(CapturedCase captured, JsonObject details) {
    String message = Json.string(details, "message").orElse("");
    assertThat(Json.string(details, "reason")).as(message).contains(captured.text("reason"));
    assertThat(Json.bool(details, "wasExecutionFailure")).as(message).contains(captured.ran());
    assertThat(Json.string(details, "failedTaskName")).contains(captured.text("task"));
    assertThat(Json.string(details, "failedStepName").orElse("")).isEqualTo(captured.text("step"));
    captured
        .number("exitCode")
        .ifPresent(code -> assertThat(details.get("exitCode").getAsInt()).isEqualTo(code));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("those")
  void neverSaysOfWhatRanThatItDidNotWhicheverEventIsMissed(CapturedCase captured) {
    Sights sights = new Sights(captured, captured.watched(), captured.events());
    IntStream.range(0, sights.events.size()).forEach(i -> sights.assertMayHaveRun(m -> m == i));
    sights.assertMayHaveRun(missed -> true);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("those")
  void neverSaysOfWhatRanThatItDidNotWhicheverEventsAreMissed(CapturedCase captured) {
    Sights sights = new Sights(captured, captured.watched(), captured.events());
    Random random = new Random(captured.toString().hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      double part = random.nextDouble();
      Set<Integer> missed =
          IntStream.range(0, sights.events.size())
              .filter(i -> random.nextDouble() < part)
              .boxed()
              .collect(Collectors.toSet());
      sights.assertMayHaveRun(missed::contains);
    }
  }

  private record Sights(
      CapturedCase captured, List<JsonObject> events, List<JsonObject> kubernetesEvents) {

    /** However the child came to its end, and if it was deleted before it did. */
    void assertMayHaveRun(IntPredicate missed) {
      Replay replay = new Replay(captured, kubernetesEvents);
      for (int i = 0; i < events.size(); i++) {
        replay.happened(events.get(i), !missed.test(i));
      }
      Stream.concat(
              replay.decidedOn().filter(child -> child.state().ended()).stream(),
              replay.decidedOn().map(child -> replay.asRead()).stream())
          .map(child -> FailureAnalysis.analyse(child.evidence()))
          .forEach(failure -> assertThat(failure.mayHaveRun()).as(failure.message()).isTrue());
    }
  }

  static List<CapturedCase> cases() {
    return CapturedCase.all().stream()
        .filter(c -> !c.has("suffix") && !c.has("pods"))
        .filter(c -> CapturedCase.all().stream().noneMatch(other -> isLater(c, other)))
        .toList();
  }

  private static boolean isLater(CapturedCase one, CapturedCase other) {
    return one.engine().equals(other.engine())
        && one.name().equals(other.name())
        && other.has("suffix");
  }

  static Stream<CapturedCase> those() {
    return cases().stream().filter(CapturedCase::ran);
  }

  private static boolean lost(CapturedCase captured) {
    return captured.text("reason").equals("ExecutionLost");
  }
}
