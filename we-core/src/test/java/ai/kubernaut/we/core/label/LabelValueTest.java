package ai.kubernaut.we.core.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelValueTest {

  /** As the API server checks it. */
  private static final Pattern VALID =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");

  @ParameterizedTest(name = "\"{0}\" becomes \"{1}\"")
  @CsvSource({
    "restart-pods, restart-pods",
    "default/deployment/my-app, default_deployment_my-app",
    "v1.2_3, v1.2_3",
    "'', ''",
    "---, ''",
    "-a-, a",
    "a/, a",
    "/a, a",
    "a b, a_b",
    "ä, ''",
    "aäb, a_b"
  })
  void isValidAndStillReadable(String text, String value) {
    assertThat(LabelValue.of(text)).isEqualTo(value);
  }

  @Test
  void neverEndsInADashWhereItIsCut() {
    assertThat(LabelValue.of("a".repeat(62) + "-bc")).isEqualTo("a".repeat(62));
    assertThat(LabelValue.of("a".repeat(64))).isEqualTo("a".repeat(63));
    assertThat(LabelValue.of("a".repeat(63))).isEqualTo("a".repeat(63));
  }

  @Test
  void countsOnlyWhatItKeeps() {
    assertThat(LabelValue.of("-".repeat(80) + "a".repeat(63))).isEqualTo("a".repeat(63));
  }

  @Test
  void isValidForAnyText() {
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      String value = LabelValue.of(text(random));
      assertThat(value).hasSizeLessThanOrEqualTo(63).matches(VALID);
    }
  }

  @Test
  void leavesAValidValueAsItIs() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      String value = LabelValue.of(text(random));
      assertThat(LabelValue.of(value)).isEqualTo(value);
    }
  }

  /** Any code points, lone surrogates among them, with many of those that matter here. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(100);
    String common = "aZ09-_./ ";
    while (text.length() < length) {
      if (random.nextBoolean()) {
        text.append(common.charAt(random.nextInt(common.length())));
      } else {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      }
    }
    return text.toString();
  }
}
