package ai.kubernaut.we.audit;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * When the next batch is sent, and how large it may be. A failure halves the size, so that an event
 * that the sink cannot digest is soon alone, and an outage is probed with little; a success doubles
 * it. Times are nanoseconds of a monotonic clock.
 */
final class Pace {

  /** More would not make a pause longer. */
  private static final int COUNTED_FAILURES = 30;

  private final DeliveryLimits limits;
  private final IntervalFunction pauses;
  private int size;
  private int failures;
  private long notBefore;

  Pace(DeliveryLimits limits, long now) {
    this.limits = limits;
    this.pauses =
        IntervalFunction.ofExponentialRandomBackoff(
            limits.firstPause(), 2, 0.5, limits.longestPause());
    this.size = limits.batchEvents();
    this.notBefore = now;
  }

  int size() {
    return size;
  }

  /** Attempts that failed since the last that did not. */
  int failures() {
    return failures;
  }

  void confirmed() {
    failures = 0;
    size = (int) Math.min(limits.batchEvents(), 2L * size);
  }

  void refused(int sent) {
    failures = 0;
    halve(sent);
  }

  void postponed(int sent, Duration wish, long now) {
    failures++;
    halve(sent);
    notBefore = now + pause(wish).toNanos();
  }

  /** From what was sent, which may have been less than was allowed. */
  private void halve(int sent) {
    size = Math.max(1, Math.min(size, sent) / 2);
  }

  /** How long until a batch is due; empty where nothing waits. */
  OptionalLong untilDue(Backlog backlog, boolean draining, long now) {
    return backlog.first().stream()
        .mapToLong(
            first -> {
              boolean enough = draining || backlog.waiting() >= size;
              long company = enough ? 0 : first.since() + limits.linger().toNanos() - now;
              return Math.max(0, Math.max(company, notBefore - now));
            })
        .findFirst();
  }

  private Duration pause(Duration wish) {
    Duration own = Duration.ofMillis(pauses.apply(Math.min(failures, COUNTED_FAILURES)));
    Duration wished = wish.compareTo(limits.longestWish()) < 0 ? wish : limits.longestWish();
    return own.compareTo(wished) < 0 ? wished : own;
  }
}
