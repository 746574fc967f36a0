package ai.kubernaut.we.core.routing;

import java.time.Instant;
import java.util.Optional;

/** Whether to start a workflow now. */
public sealed interface Route {

  <R> R match(Cases<R> cases);

  /** What to do for each answer. */
  interface Cases<R> {
    R proceed();

    R blocked(Blocked blocked);
  }

  /** Nothing speaks against it. */
  record Proceed() implements Route {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.proceed();
    }
  }

  /**
   * Not now.
   *
   * @param message why, and what ends it, in one or two sentences
   * @param by {@code namespace/name} of the execution that it is because of
   * @param until when it ends by itself; empty where an event or a person has to end it
   */
  record Blocked(BlockReason reason, String message, String by, Optional<Instant> until)
      implements Route {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.blocked(this);
    }
  }
}
