package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.controller.cli.CommandRun;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every captured answer of an API server is taken for what it was. */
class CapturedAnswersTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isForGoodForNowOrLeftInDoubt(CapturedCase captured) {
    JsonObject answer = explained(captured);

    assertThat(Json.string(answer, "class")).contains(captured.text("class"));
    assertThat(Json.string(answer, "reason")).contains(captured.text("reason"));
    assertThat(Json.string(answer, "message").orElse(""))
        .contains(captured.text("says"), captured.text("remedy"))
        .endsWith(".");
    assertThat(answer.has("retryAfterSeconds")).isEqualTo(captured.has("retryAfter"));
    captured
        .number("retryAfter")
        .ifPresent(wait -> assertThat(answer.get("retryAfterSeconds").getAsInt()).isEqualTo(wait));
  }

  private static JsonObject explained(CapturedCase captured) {
    Path json = captured.folder().resolve("status.json");
    String code = captured.name().substring(0, 3);
    CommandRun run =
        CommandRun.of(
            "explain",
            "--api-error",
            (Files.exists(json) ? json : json.resolveSibling("body.txt")).toString(),
            "--http-code",
            captured.number("code").map(String::valueOf).orElse(code),
            "--headers",
            captured.folder().resolve("response-headers.txt").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Json.parse(run.out()).orElseThrow();
  }

  @Test
  void everyCaseHasARow() throws IOException {
    try (Stream<Path> folders = Files.list(CapturedCase.ROOT.resolve("api-errors"))) {
      assertThat(cases().stream().map(CapturedCase::name))
          .containsExactlyInAnyOrderElementsOf(
              folders
                  .filter(Files::isDirectory)
                  .map(folder -> folder.getFileName().toString())
                  .toList());
    }
  }

  @ParameterizedTest(name = "{0} \"{1}\" is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0   |                                                          | unknown",
        "408 | Request Timeout                                          | unknown",
        "413 | Request entity too large: limit is 3145728               | permanent",
        "425 | Too Early                                                | transient",
        "429 | Cannot evict pod as it would violate the pod's disruption budget. | transient",
        "404 | 404 page not found                                       | transient",
        "500 | etcdserver: request timed out                            | unknown",
        "500 | Internal Server Error                                    | transient",
        "502 | <html>Bad Gateway</html>                                 | unknown",
        "503 | upstream connect error                                   | transient",
        "301 | Moved Permanently                                        | transient",
        "403 | admission webhook \"policy\" denied the request: no      | permanent",
        "400 | admission webhook \"policy\" denied the request: no      | permanent",
        "422 |                                                          | permanent",
      })
  void readsWhatIsNoStatus(int code, String body, String kind) {
    JsonObject answer = Explanations.ofAnswer(code, body == null ? "" : body, "");

    assertThat(Json.string(answer, "class")).contains(kind);
    assertThat(Json.string(answer, "message").orElse("")).isNotBlank().endsWith(".");
  }

  static List<CapturedCase> cases() {
    return CapturedCase.rows("api-errors");
  }
}
