package ai.kubernaut.we.datastorage;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * How often a request is tried in a row, soon and with jitter. A service that says when it wants to
 * be asked again is not asked before.
 *
 * @param pause after the first attempt; doubled after every further one
 */
public record Attempts(int most, Duration pause) {

  public static final Attempts DEFAULTS = new Attempts(3, Duration.ofMillis(200));

  /** Repeats what failed for now: no answer, or one that neither served nor refused. */
  public Retry retry() {
    return Retry.of(
        "data-storage",
        RetryConfig.custom()
            .maxAttempts(most)
            .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(pause, 2, 0.5))
            .retryOnException(Attempts::worthRepeatingSoon)
            .build());
  }

  /** Does a step, and repeats it as said. */
  <R> R run(Callable<R> step) throws IOException {
    try {
      return retry().executeCallable(step);
    } catch (IOException | RuntimeException failed) {
      throw failed;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean worthRepeatingSoon(Throwable failure) {
    return failure instanceof Unavailable unavailable
        ? unavailable.retryAfter().isEmpty()
        : failure instanceof IOException && !(failure instanceof Refused);
  }
}
