package ai.kubernaut.we.controller;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of failure that no capture shows are taken for what they are, too. */
class ImaginedTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isTakenForWhatHappened(JsonObject row) {
    Expectation.of(row).check(ImaginedCase.objects(row));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("living")
  void saysWhatItWaitsForWhileItLives(JsonObject row) {
    Expectation.of(row).checkWaiting(ImaginedCase.objects(row));
  }

  static Stream<Named<JsonObject>> rows() {
    return Stream.of("job", "tekton")
        .flatMap(
            engine ->
                ImaginedCase.rows(engine).stream()
                    .map(row -> Named.of(engine + ": " + name(row), row)));
  }

  static Stream<Named<JsonObject>> living() {
    return rows()
        .filter(
            row -> Json.string(row.getPayload(), "phase").filter("Running"::equals).isPresent());
  }

  private static String name(JsonObject row) {
    return Json.string(row, "case").orElseThrow();
  }
}
