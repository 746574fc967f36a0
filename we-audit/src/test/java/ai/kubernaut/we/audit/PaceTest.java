package ai.kubernaut.we.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.audit.AuditEventType;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

  /** Monotonic clocks may start anywhere, and run over. */
  private static final long NOW = Long.MAX_VALUE - 1_000;

  private static final DeliveryLimits LIMITS =
      DeliveryLimits.DEFAULTS
          .batches(100, 1 << 20, Duration.ofMillis(200))
          .pausing(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Pace pace = new Pace(LIMITS, NOW);
  private final Backlog backlog = new Backlog(LIMITS);

  @Test
  void nothingIsDueWhereNothingWaits() {
    assertThat(pace.untilDue(backlog, false, NOW)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void anEventWaitsForCompanyForSoLong() {
    fill(1);

    assertThat(due(false, Duration.ZERO)).isEqualTo(Duration.ofMillis(200));
    assertThat(due(false, Duration.ofMillis(150))).isEqualTo(Duration.ofMillis(50));
    assertThat(due(false, Duration.ofSeconds(5))).isEqualTo(Duration.ZERO);
  }

  @Test
  void aFullBatchDoesNotWait() {
    fill(100);

    assertThat(due(false, Duration.ZERO)).isEqualTo(Duration.ZERO);
  }

  @Test
  void nothingLingersWhenItIsTheEnd() {
    fill(1);

    assertThat(due(true, Duration.ZERO)).isEqualTo(Duration.ZERO);
  }

  @Test
  void pausesGrowWithEveryFailureUpToABound() {
    fill(100);
    pace.postponed(100, Duration.ZERO, NOW);
    assertThat(due(false, Duration.ZERO)).isBetween(millis(500), millis(1_500));
    pace.postponed(100, Duration.ZERO, NOW);
    assertThat(due(false, Duration.ZERO)).isBetween(millis(1_000), millis(3_000));
    IntStream.range(0, 100_000).forEach(i -> pace.postponed(1, Duration.ZERO, NOW));
    assertThat(due(false, Duration.ZERO)).isBetween(millis(15_000), millis(45_000));
    assertThat(pace.failures()).isEqualTo(100_002);
  }

  @Test
  void aSuccessEndsTheGrowth() {
    fill(100);
    IntStream.range(0, 10).forEach(i -> pace.postponed(1, Duration.ZERO, NOW));
    pace.confirmed();
    pace.postponed(1, Duration.ZERO, NOW);

    assertThat(due(false, Duration.ZERO)).isBetween(millis(500), millis(1_500));
  }

  @Test
  void theSinksWishIsGrantedWithinReason() {
    fill(100);
    pace.postponed(100, Duration.ofMinutes(3), NOW);
    assertThat(due(true, Duration.ZERO)).isEqualTo(Duration.ofMinutes(3));
    pace.postponed(100, Duration.ofDays(365_000), NOW);
    assertThat(due(true, Duration.ZERO)).isEqualTo(LIMITS.longestWish());
  }

  @Test
  void failuresHalveTheBatchFromWhatWasSentAndSuccessesDoubleIt() {
    assertThat(pace.size()).isEqualTo(100);
    pace.postponed(20, Duration.ZERO, NOW);
    assertThat(pace.size()).isEqualTo(10);
    pace.refused(10);
    pace.refused(5);
    pace.refused(2);
    assertThat(pace.size()).isEqualTo(1);
    pace.refused(1);
    assertThat(pace.size()).isEqualTo(1);
    IntStream.range(0, 3).forEach(i -> pace.confirmed());
    assertThat(pace.size()).isEqualTo(8);
    IntStream.range(0, 60).forEach(i -> pace.confirmed());
    assertThat(pace.size()).isEqualTo(100);
  }

  private void fill(int events) {
    IntStream.range(0, events)
        .forEach(
            i ->
                backlog.add(new Outgoing("uid-" + i, AuditEventType.EXECUTION_STARTED, "{}", NOW)));
  }

  private Duration due(boolean draining, Duration later) {
    return Duration.ofNanos(pace.untilDue(backlog, draining, NOW + later.toNanos()).orElseThrow());
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
