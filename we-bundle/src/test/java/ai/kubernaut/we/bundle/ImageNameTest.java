package ai.kubernaut.we.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {

  @ParameterizedTest
  @CsvSource({
    "oci://registry.example.com/team/restart:1.0, registry.example.com, team/restart, 1.0",
    "registry.example.com/team/restart:1.0, registry.example.com, team/restart, 1.0",
    "oci://localhost:5000/restart, localhost:5000, restart, latest",
    "oci://[::1]:5000/restart:v1, [::1]:5000, restart, v1"
  })
  void isRegistryRepositoryAndTag(String text, String registry, String repository, String tag) {
    assertThat(ImageName.parse(text)).isEqualTo(new ImageName(registry, repository, tag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "restart",
        "oci://registry",
        "oci://registry/",
        "http://registry/restart",
        "oci://registry/Restart",
        "oci://registry/restart:",
        "oci://registry/../restart",
        "oci://registry/restart@sha256:0123"
      })
  void refusesWhatNamesNoPlace(String text) {
    assertThatExceptionOfType(InvalidBundle.class)
        .isThrownBy(() -> ImageName.parse(text))
        .withMessageContaining("oci://registry/repository:tag");
  }

  @Test
  void canBePinned() {
    assertThat(ImageName.parse("oci://r/a:1").pinnedTo("sha256:12")).isEqualTo("r/a@sha256:12");
    assertThat(ImageName.parse("oci://r/a:1")).hasToString("r/a:1");
  }
}
