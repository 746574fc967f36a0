package ai.kubernaut.we.core.clearance;

import static ai.kubernaut.we.api.Names.CLEARED_AT_ANNOTATION;
import static ai.kubernaut.we.api.Names.CLEARED_BY_ANNOTATION;
import static ai.kubernaut.we.api.Names.CLEAR_ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write what about a clearance. */
class ClearanceReviewTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.987Z");
  private static final Map<String, String> NONE = Map.of("team", "shop");
  private static final Map<String, String> ASKED = with(NONE, CLEAR_ANNOTATION, "looked at it");
  private static final Map<String, String> STAMPED =
      with(
          with(ASKED, CLEARED_BY_ANNOTATION, "alice"),
          CLEARED_AT_ANNOTATION,
          "2026-03-01T12:00:00Z");

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> more = new HashMap<>(some);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> without(Map<String, String> some, String name) {
    Map<String, String> fewer = new HashMap<>(some);
    fewer.remove(name);
    return fewer;
  }

  private static Verdict update(Map<String, String> before, Map<String, String> after) {
    return new ClearanceReview(before, Optional.of(Phase.FAILED), after, "alice").verdict(NOW);
  }

  private static Verdict create(Map<String, String> after) {
    return new ClearanceReview(Map.of(), Optional.empty(), after, "alice").verdict(NOW);
  }

  @Test
  void stampsTheClearanceOfAFailedExecutionWithTheUserAndTheTime() {
    assertThat(update(NONE, ASKED))
        .isEqualTo(
            new Verdict.Stamped(
                Map.of(
                    CLEARED_BY_ANNOTATION,
                    "alice",
                    CLEARED_AT_ANNOTATION,
                    "2026-03-01T12:00:00Z")));
  }

  @Test
  void stampsAClearanceThatNobodyHadStampedWhenItIsSaidAgain() {
    assertThat(update(ASKED, with(ASKED, CLEAR_ANNOTATION, "looked again")))
        .isInstanceOf(Verdict.Stamped.class);
  }

  static Stream<Arguments> writesThatChangeNoClearance() {
    return Stream.of(
        Arguments.of("nothing of it is there", NONE, with(NONE, "team", "pay")),
        Arguments.of("a stamp stays as it is", STAMPED, with(STAMPED, "team", "pay")),
        Arguments.of("it is said again in the same words", STAMPED, STAMPED),
        Arguments.of("what nobody had stamped stays", ASKED, with(ASKED, "team", "pay")),
        Arguments.of("what nobody had stamped is taken back", ASKED, NONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writesThatChangeNoClearance")
  void letsOtherWritesPass(String sentence, Map<String, String> before, Map<String, String> after) {
    assertThat(update(before, after)).as(sentence).isEqualTo(new Verdict.Passed());
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        Arguments.of("a whole stamp of one's own", NONE, STAMPED),
        Arguments.of("a name of one's own", NONE, with(ASKED, CLEARED_BY_ANNOTATION, "bob")),
        Arguments.of("a time of one's own", NONE, with(ASKED, CLEARED_AT_ANNOTATION, "2020")),
        Arguments.of("a name without a reason", NONE, with(NONE, CLEARED_BY_ANNOTATION, "bob")),
        Arguments.of("a stamp onto what was said before", ASKED, STAMPED),
        Arguments.of("another name", STAMPED, with(STAMPED, CLEARED_BY_ANNOTATION, "bob")),
        Arguments.of("another time", STAMPED, with(STAMPED, CLEARED_AT_ANNOTATION, "2020")),
        Arguments.of("another reason", STAMPED, with(STAMPED, CLEAR_ANNOTATION, "never mind")),
        Arguments.of("no name any more", STAMPED, without(STAMPED, CLEARED_BY_ANNOTATION)),
        Arguments.of("no reason any more", STAMPED, without(STAMPED, CLEAR_ANNOTATION)),
        Arguments.of("nothing any more", STAMPED, NONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesWhatForgesOrAltersAStamp(
      String sentence, Map<String, String> before, Map<String, String> after) {
    assertThat(update(before, after)).as(sentence).isInstanceOf(Verdict.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0\u2003", "\u200b\ufeff", "\u0000"})
  void refusesAnEmptyReason(String reason) {
    assertThat(update(NONE, with(NONE, CLEAR_ANNOTATION, reason)))
        .isInstanceOf(Verdict.Refused.class);
  }

  @ParameterizedTest
  @EnumSource(value = Phase.class, mode = EnumSource.Mode.EXCLUDE, names = "FAILED")
  void refusesToClearWhatHasNotFailed(Phase phase) {
    Verdict verdict = new ClearanceReview(NONE, Optional.of(phase), ASKED, "alice").verdict(NOW);

    assertThat(verdict.toString()).contains("this one is " + phase);
  }

  @Test
  void refusesToCreateWhatIsClearedAlready() {
    assertThat(create(ASKED)).isInstanceOf(Verdict.Refused.class);
    assertThat(create(STAMPED)).isInstanceOf(Verdict.Refused.class);
    assertThat(create(with(NONE, CLEARED_BY_ANNOTATION, "bob")))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(create(NONE)).isEqualTo(new Verdict.Passed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "system:anonymous"})
  void refusesWhomNobodyKnows(String user) {
    Verdict verdict =
        new ClearanceReview(NONE, Optional.of(Phase.FAILED), ASKED, user).verdict(NOW);

    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void everyRefusalBeginsWithTheAnnotation() {
    assertThat(((Verdict.Refused) update(STAMPED, NONE)).message())
        .startsWith("kubernaut.ai/clear-execution-block: it was cleared before");
  }
}
