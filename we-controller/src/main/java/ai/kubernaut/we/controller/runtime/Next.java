package ai.kubernaut.we.controller.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a reconciler says about a key when it is done with it for now. */
public sealed interface Next {

  /** Nothing to do until an event says otherwise. */
  record Done() implements Next {}

  /** Look again at this time, or at an event before. */
  record At(Instant time) implements Next {}

  /** Look again after this time, or at an event before. */
  record After(Duration delay) implements Next {}

  /** It did not work: try again with backoff, and not before the given wait is over. */
  record Retry(Duration atLeast) implements Next {}

  static Next done() {
    return new Done();
  }

  static Next at(Instant time) {
    return new At(time);
  }

  static Next after(Duration delay) {
    return new After(delay);
  }

  static Next retry() {
    return new Retry(Duration.ZERO);
  }

  /** Tries again with backoff, and not before the server's wish. */
  static Next retry(Duration atLeast) {
    return new Retry(atLeast);
  }

  /** One case per variant. */
  default <R> R match(
      Supplier<? extends R> done,
      Function<Instant, ? extends R> at,
      Function<Duration, ? extends R> after,
      Function<Duration, ? extends R> retry) {
    if (this instanceof At next) {
      return at.apply(next.time());
    }
    if (this instanceof After next) {
      return after.apply(next.delay());
    }
    if (this instanceof Retry next) {
      return retry.apply(next.atLeast());
    }
    return done.get();
  }
}
