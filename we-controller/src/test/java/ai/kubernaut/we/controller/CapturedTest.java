package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.child.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every captured child is taken for what happened to it. */
class CapturedTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isTakenForWhatHappened(CapturedCase captured) {
    Expectation.of(captured.row()).check(captured.objects());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("living")
  void saysWhatItWaitsForWhileItLives(CapturedCase captured) {
    Expectation.of(captured.row()).checkWaiting(captured.objects());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("counted")
  void countsItsTasks(CapturedCase captured) {
    Child child = child(captured);

    assertThat(child.progress().completedTasks()).isEqualTo(captured.number("done").orElseThrow());
    assertThat(child.progress().totalTasks()).isEqualTo(captured.number("total").orElseThrow());
  }

  private static Child child(CapturedCase captured) {
    return CapturedObjects.of(captured.objects()).captured().child().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "tekton"})
  void everyCaseHasARow(String engine) throws IOException {
    try (Stream<Path> folders = Files.list(CapturedCase.ROOT.resolve(engine))) {
      assertThat(cases().stream().filter(c -> c.engine().equals(engine)).map(CapturedCase::name))
          .containsAll(
              folders
                  .filter(Files::isDirectory)
                  .map(folder -> folder.getFileName().toString())
                  .toList());
    }
  }

  @Test
  void everyRowHasItsCase() {
    assertThat(cases()).allMatch(c -> !c.objects().isEmpty());
  }

  static List<CapturedCase> cases() {
    return CapturedCase.all();
  }

  static Stream<CapturedCase> living() {
    return cases().stream().filter(c -> c.text("phase").equals("Running"));
  }

  static Stream<CapturedCase> counted() {
    return cases().stream().filter(c -> c.has("total"));
  }
}
