package ai.kubernaut.we.core.settle;

import ai.kubernaut.we.core.plan.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to look again. */
public sealed interface Revisit {

  <R> R match(Cases<R> cases);

  /** What to do for each kind of answer. */
  interface Cases<R> {
    R again(Again next);

    R await(Await next);

    R retry(Retry next);
  }

  /** At once, and that far. */
  record Again(Observation.Scope scope) implements Revisit {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.again(this);
    }
  }

  /** When something changes, or at that time. */
  record Await(Optional<Instant> until) implements Revisit {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.await(this);
    }
  }

  /** After a pause that grows with each failure in a row, and is at least that long. */
  record Retry(Optional<Duration> atLeast) implements Revisit {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.retry(this);
    }
  }
}
