package ai.kubernaut.we.core.settle;

import ai.kubernaut.we.api.FailureReason;
import java.time.Duration;
import java.util.Optional;

/** What came of a step. An expected refusal is a value like any other. */
public sealed interface Outcome {

  <R> R match(Cases<R> cases);

  /** What to do for each kind of outcome. */
  interface Cases<R> {
    R done();

    R stale(Stale outcome);

    R refused(Refused outcome);

    R delayed(Delayed outcome);

    R unknown(Unknown outcome);
  }

  /** It happened, or it had happened before. */
  record Done() implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.done();
    }
  }

  /** It did not happen: the world is no longer as it was seen. */
  record Stale(String message) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stale(this);
    }
  }

  /** It did not happen, and trying again would not help. */
  record Refused(FailureReason reason, String message, String advice) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** It did not happen, and may later. */
  record Delayed(FailureReason reason, String message, Optional<Duration> retryAfter)
      implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.delayed(this);
    }
  }

  /** Nobody answered: it may have happened, and may happen still. */
  record Unknown(String message) implements Outcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unknown(this);
    }
  }
}
