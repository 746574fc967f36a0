package ai.kubernaut.we.audit;

import java.time.Duration;
import java.util.Optional;

/** A sink's answer to a batch. */
public sealed interface Receipt {

  <R> R match(Cases<R> cases);

  static Receipt confirmed() {
    return new Confirmed();
  }

  static Receipt refused(String reason) {
    return new Refused(reason);
  }

  static Receipt later(String reason) {
    return new Later(reason, Optional.empty());
  }

  /** What to do for each kind of answer. */
  interface Cases<R> {
    R confirmed();

    R refused(Refused receipt);

    R later(Later receipt);
  }

  /** The sink keeps every event of the batch, whatever happens to this process. */
  record Confirmed() implements Receipt {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.confirmed();
    }
  }

  /**
   * The sink will never take this batch. A batch of one names the event; a larger one is offered
   * again in parts until the event is found.
   *
   * @param reason for people; without secrets
   */
  record Refused(String reason) implements Receipt {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /**
   * Not now, or nobody knows: the batch may have been kept, in part or as a whole, and is offered
   * again.
   *
   * @param reason for people; without secrets
   * @param retryAfter how long the sink asks to be left alone
   */
  record Later(String reason, Optional<Duration> retryAfter) implements Receipt {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.later(this);
    }
  }
}
