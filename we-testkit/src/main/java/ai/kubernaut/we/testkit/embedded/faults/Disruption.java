package ai.kubernaut.we.testkit.embedded.faults;

import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that goes wrong with one request.
 *
 * @param delay how long it waits before it is looked at
 * @param tokenRejected whether its token is treated as unknown
 * @param compaction whether the history is forgotten first
 * @param refusal what it is answered with, unhandled
 * @param retryAfterSeconds what a Retry-After header says; 0 for none
 * @param stale how many changes a list is behind
 * @param loss when its connection is lost
 */
public record Disruption(
    Duration delay,
    boolean tokenRejected,
    boolean compaction,
    Optional<Refusal> refusal,
    long retryAfterSeconds,
    int stale,
    Loss loss) {
  /** Nothing goes wrong. */
  public static final Disruption NONE =
      new Disruption(Duration.ZERO, false, false, Optional.empty(), 0, 0, Loss.NONE);

  /** When a connection is lost, without an answer. */
  public enum Loss {
    NONE,
    /** Before the request is handled. */
    BEFORE,
    /** After it has been handled. */
    AFTER
  }

  Disruption delayed(Duration more) {
    return new Disruption(
        delay.plus(more), tokenRejected, compaction, refusal, retryAfterSeconds, stale, loss);
  }

  Disruption withTokenRejected() {
    return new Disruption(delay, true, compaction, refusal, retryAfterSeconds, stale, loss);
  }

  Disruption withCompaction() {
    return new Disruption(delay, tokenRejected, true, refusal, retryAfterSeconds, stale, loss);
  }

  Disruption refused(Refusal answer, long retryAfter) {
    return new Disruption(
        delay, tokenRejected, compaction, Optional.of(answer), retryAfter, stale, loss);
  }

  Disruption behind(int changes) {
    return new Disruption(
        delay, tokenRejected, compaction, refusal, retryAfterSeconds, stale + changes, loss);
  }

  Disruption lost(Loss when) {
    return new Disruption(
        delay, tokenRejected, compaction, refusal, retryAfterSeconds, stale, when);
  }
}
