package ai.kubernaut.we.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {

  @TempDir private Path directory;

  private Path config(String text) throws IOException {
    return Files.writeString(directory.resolve("config.json"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r:5000", "https://r:5000", "https://r:5000/v1/"})
  void findsARegistryUnderEachOfItsNames(String key) throws IOException {
    Path file = config("{\"auths\": {\"%s\": {\"auth\": \"YWxpY2U6cDpx\"}}}".formatted(key));

    assertThat(DockerConfig.credentials(file, "r:5000")).contains(new Credentials("alice", "p:q"));
    assertThat(DockerConfig.credentials(file, "other")).isEmpty();
  }

  @Test
  void mayBeMissingOrSayNothing() throws IOException {
    assertThat(DockerConfig.credentials(directory.resolve("none"), "r")).isEmpty();
    assertThat(DockerConfig.credentials(config("{}"), "r")).isEmpty();
    assertThat(DockerConfig.credentials(config("{\"auths\": {\"r\": {}}}"), "r")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{\"auths\": {\"r\": {\"auth\": \"%%%\"}}}",
        "{\"auths\": {\"r\": {\"auth\": \"YQ==\"}}}"
      })
  void isNamedWhereItIsBroken(String text) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DockerConfig.credentials(config(text), "r"))
        .withMessageContaining("config.json");
  }

  @Test
  void neverShowsAPassword() {
    assertThat(new Credentials("alice", "secret").toString())
        .contains("alice")
        .doesNotContain("s" + "ecret");
  }
}
