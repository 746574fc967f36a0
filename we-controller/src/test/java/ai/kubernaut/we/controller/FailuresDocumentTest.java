package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/failures.md} says what the code says. */
class FailuresDocumentTest {

  private static final List<String> REASONS =
      Arrays.stream(FailureReason.values()).map(FailureReason::toString).toList();

  private static final List<Integer> CODES =
      List.of(400, 401, 403, 404, 405, 406, 408, 409, 410, 413, 415, 422, 429, 500, 502, 503, 504);

  private final List<String> lines;

  FailuresDocumentTest() throws IOException {
    lines = Files.readAllLines(Path.of("..", "docs", "failures.md"));
  }

  @Test
  void everyReasonHasItsSection() {
    assertThat(
            lines.stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .limit(REASONS.size()))
        .containsExactlyElementsOf(REASONS);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("* Recognised by: "))
        .hasSameSizeAs(REASONS);
    assertThat(lines).filteredOn(line -> line.startsWith("* Retry: ")).hasSameSizeAs(REASONS);
  }

  @Test
  void whatMayHaveRunIsWhatTheCasesShow() {
    Map<String, String> said =
        new Reference(lines)
            .rows("Failures").stream().collect(Collectors.toMap(r -> r.get(0), r -> r.get(1)));

    assertThat(said.keySet()).containsExactlyInAnyOrderElementsOf(REASONS);
    assertThat(failures())
        .allSatisfy(
            row ->
                assertThat(said.get(Json.string(row, "reason").orElseThrow()))
                    .as("%s", row)
                    .isIn("both", row.get("ran").getAsBoolean() ? "yes" : "no"));
  }

  /**
   * The codes of a class are those of the captured answers and of answers that say nothing more.
   */
  @Test
  void theClassOfEachAnswerIsWhatTheCodeMakesOfIt() {
    Map<String, Set<Integer>> said = new TreeMap<>();
    for (List<String> row : new Reference(lines).rows("Answers to the creation of a child")) {
      said.put(row.get(0), codes(row.get(2)));
    }
    assertThat(said).isEqualTo(classes());
  }

  private static Map<String, Set<Integer>> classes() {
    Map<String, Set<Integer>> classes = new TreeMap<>();
    for (int code : CODES) {
      String bare = Json.string(Explanations.ofAnswer(code, "", ""), "class").orElseThrow();
      classes.computeIfAbsent(bare, any -> new TreeSet<>()).add(code);
    }
    for (CapturedCase captured : CapturedCase.rows("api-errors")) {
      int code = captured.number("code").orElseGet(() -> codeOf(captured));
      if (code >= 400) {
        classes.get(captured.text("class")).add(code);
      }
    }
    return classes;
  }

  private static int codeOf(CapturedCase captured) {
    return Integer.parseInt(captured.name().substring(0, 3));
  }

  private static Set<Integer> codes(String cell) {
    Set<Integer> codes = new TreeSet<>();
    Matcher found = Pattern.compile("\\b[45]\\d\\d\\b").matcher(cell);
    while (found.find()) {
      codes.add(Integer.parseInt(found.group()));
    }
    return codes;
  }

  private static List<JsonObject> failures() {
    return Stream.of("job", "tekton")
        .flatMap(engine -> ImaginedCase.rows(engine).stream())
        .filter(row -> Json.string(row, "phase").filter("Failed"::equals).isPresent())
        .toList();
  }
}
