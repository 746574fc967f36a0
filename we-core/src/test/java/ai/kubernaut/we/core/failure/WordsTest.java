package ai.kubernaut.we.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "'exceeded quota: q, requested: pods=1', exceeded quota, true",
    "'pod room-service failed', oom, false",
    "'pod room-service failed', service, false",
    "'Container main for pod ns/build-x7k2p failed', build-x7k2p, true",
    "'Container main for pod ns/build-x7k2p failed', build, false",
    "'EXCEEDED QUOTA', exceeded quota, true",
    "'oom_score is high', oom, false",
    "'no_oom', oom, false",
    "'killed: oom', oom, true",
    "'boom, then oom', oom, true",
  })
  void findsWholeWordsOnly(String text, String words, boolean found) {
    assertThat(Words.in(text, words)).isEqualTo(found);
  }

  @Test
  void quotesOnOneLineWithOneFullStop() {
    assertThat(Words.because("It failed", "first\n  second. "))
        .isEqualTo("It failed: first second.");
    assertThat(Words.because("It failed", " ")).isEqualTo("It failed.");
    assertThat(Words.because("It failed", "begin" + "x".repeat(1000) + "cause."))
        .hasSizeLessThan(650)
        .startsWith("It failed: begin")
        .endsWith("cause.");
  }
}
