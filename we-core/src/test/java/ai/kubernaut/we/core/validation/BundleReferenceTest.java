package ai.kubernaut.we.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReferenceTest {

  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest(name = "{0} is one")
  @ValueSource(
      strings = {
        "busybox",
        "busybox:1.36",
        "library/busybox",
        "localhost:5000/a/b:v1",
        "[::1]:5000/a:v1",
        "registry.example.com/team/restart-pods:v1.2.3",
        "a__b/c--d/e.f:_x"
      })
  void readsAReference(String text) {
    assertThat(BundleReference.parse(text)).contains(new BundleReference(text, Optional.empty()));
  }

  @ParameterizedTest(name = "\"{0}\" is none")
  @ValueSource(
      strings = {
        "",
        " ",
        "Busybox",
        "a/B:1",
        "a b",
        "a:",
        "a@",
        "a@sha256:12",
        ":v1",
        "/a",
        "a/",
        "a//b",
        "a:v1:v2",
        "a.-b",
        "-a",
        "a:-v",
        "https://registry/a",
        "a\n"
      })
  void refusesWhatNoRuntimeAccepts(String text) {
    assertThat(BundleReference.parse(text)).isEmpty();
  }

  @Test
  void knowsItsDigest() {
    assertThat(BundleReference.parse("a/b:v1@" + DIGEST).orElseThrow().digest()).contains(DIGEST);
    assertThat(BundleReference.parse("a/b@" + DIGEST).orElseThrow().digest()).contains(DIGEST);
  }

  @Test
  void canBePinnedUnlessItIs() {
    BundleReference loose = BundleReference.parse("a/b:v1").orElseThrow();
    BundleReference pinned = BundleReference.parse("a/b:v1@" + DIGEST).orElseThrow();

    assertThat(loose.pinnedTo(Optional.of(DIGEST))).isEqualTo("a/b:v1@" + DIGEST);
    assertThat(loose.pinnedTo(Optional.empty())).isEqualTo("a/b:v1");
    assertThat(pinned.pinnedTo(Optional.of(DIGEST))).isEqualTo("a/b:v1@" + DIGEST);
  }

  @ParameterizedTest(name = "\"{0}\" is no digest")
  @ValueSource(
      strings = {"", "sha256", "sha256:", "sha256:xyz", "0123456789abcdef0123456789abcdef"})
  void tellsADigestFromOtherText(String text) {
    assertThat(BundleReference.isDigest(text)).isFalse();
    assertThat(BundleReference.isDigest(DIGEST)).isTrue();
  }

  @Test
  void isReadHoweverLongItIs() {
    assertThat(BundleReference.parse("a/".repeat(50_000) + "a")).isPresent();
    assertThat(BundleReference.parse("a" + ".a".repeat(50_000))).isPresent();
    assertThat(BundleReference.parse("a-".repeat(50_000))).isEmpty();
    assertThat(BundleReference.parse("a".repeat(100_000) + "!")).isEmpty();
    assertThat(BundleReference.isDigest("a" + ".a".repeat(50_000))).isFalse();
  }
}
