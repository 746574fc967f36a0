package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that no capture shows are taken for what they mean, too. */
class ImaginedAnswersTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isForGoodForNowOrLeftInDoubt(JsonObject row) {
    check(row);
  }

  static void check(JsonObject row) {
    JsonObject answer =
        Explanations.ofAnswer(
            row.get("code").getAsInt(), body(row.get("body")), text(row, "retryAfterHeader"));

    String message = text(answer, "message");
    assertThat(text(answer, "class")).as(message).isEqualTo(text(row, "class"));
    assertThat(text(answer, "reason")).as(message).isEqualTo(text(row, "reason"));
    assertThat(message).contains(text(row, "says"), text(row, "remedy")).endsWith(".");
    assertThat(answer.get("retryAfterSeconds")).as(message).isEqualTo(row.get("retryAfter"));
  }

  private static String body(JsonElement body) {
    return body.isJsonPrimitive() ? body.getAsString() : body.toString();
  }

  private static String text(JsonObject object, String field) {
    return Json.string(object, field).orElse("");
  }

  static Stream<Named<JsonObject>> rows() {
    return ImaginedCase.rowsOf("api-errors").stream().map(row -> Named.of(text(row, "case"), row));
  }
}
