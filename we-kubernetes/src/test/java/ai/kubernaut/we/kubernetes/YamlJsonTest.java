package ai.kubernaut.we.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlJsonTest {

  @Test
  void keepsWhatManifestsMean() {
    String yaml =
        """
        ---
        time: 2026-01-02T03:04:05Z
        day: 2026-01-02
        big: 9007199254740993
        huge: 123456789012345678901234567890
        half: 0.5
        flag: true
        none: ~
        quoted: "8080"
        list: [a, 1]
        nested: {x: {}}
        8080: port
        ---
        """;

    assertThat(YamlJson.documents(yaml))
        .containsExactly(
            JsonParser.parseString(
                """
                {"time": "2026-01-02T03:04:05Z", "day": "2026-01-02", "big": 9007199254740993,
                 "huge": 123456789012345678901234567890, "half": 0.5, "flag": true, "none": null,
                 "quoted": "8080", "list": ["a", 1], "nested": {"x": {}}, "8080": "port"}
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: 1\na: 2", "a: [", "!!java.net.URL [\"http://x\"]", "a: .nan", "a: !!binary x"})
  void refusesWhatIsNotPlainData(String yaml) {
    assertThatThrownBy(() -> YamlJson.documents(yaml)).isInstanceOf(IllegalArgumentException.class);
  }
}
