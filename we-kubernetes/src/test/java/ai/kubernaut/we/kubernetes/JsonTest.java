package ai.kubernaut.we.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final JsonObject OBJECT =
      Json.parse(
              """
              {"text": "x", "whole": 3, "exact": 3.0, "half": 0.5, "huge": 1e400, "yes": true,
               "nothing": null, "inner": {"text": "y", "list": ["a", 1, {"n": "b"}, null]},
               "labels": {"a": "1", "b": 2}, "time": "2026-01-02T03:04:05+01:00"}
              """)
          .orElseThrow();

  @Test
  void findsWhatIsThere() {
    assertThat(Json.string(OBJECT, "inner", "text")).contains("y");
    assertThat(Json.integer(OBJECT, "whole")).hasValue(3);
    assertThat(Json.integer(OBJECT, "exact")).hasValue(3);
    assertThat(Json.bool(OBJECT, "yes")).contains(true);
    assertThat(Json.time(OBJECT, "time")).contains(Instant.parse("2026-01-02T02:04:05Z"));
    assertThat(Json.strings(OBJECT, "inner", "list")).containsExactly("a");
    assertThat(Json.objects(OBJECT, "inner", "list")).hasSize(1);
    assertThat(Json.stringMap(OBJECT, "labels")).containsOnlyKeys("a");
  }

  @Test
  void whatIsAbsentOrOfAnotherTypeIsEmpty() {
    assertThat(Json.string(OBJECT, "text", "deeper")).isEmpty();
    assertThat(Json.string(OBJECT, "whole")).isEmpty();
    assertThat(Json.string(OBJECT, "nothing")).isEmpty();
    assertThat(Json.integer(OBJECT, "text")).isEmpty();
    assertThat(Json.integer(OBJECT, "half")).isEmpty();
    assertThat(Json.integer(OBJECT, "huge")).isEmpty();
    assertThat(Json.bool(OBJECT, "text")).isEmpty();
    assertThat(Json.time(OBJECT, "text")).isEmpty();
    assertThat(Json.object(OBJECT, "inner", "list")).isEmpty();
    assertThat(Json.objects(OBJECT, "absent", "list")).isEmpty();
    assertThat(Json.stringMap(OBJECT, "text")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{} {}", "{\"a\":", "text", "{'a': 1}", "null"})
  void onlyOneObjectIsAnObject(String text) {
    assertThat(Json.parse(text)).isEmpty();
  }
}
