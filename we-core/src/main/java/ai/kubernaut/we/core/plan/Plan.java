package ai.kubernaut.we.core.plan;

import java.time.Instant;
import java.util.Optional;

/** The next step, with its reason. */
public sealed interface Plan {

  /** Why, in a few words, for logs and traces. */
  String why();

  <R> R match(Cases<R> cases);

  /** What to do for each kind of plan. */
  interface Cases<R> {
    R act(Act plan);

    R write(Write plan);

    R look(Look plan);

    R await(Await plan);
  }

  /** Do something in the world. */
  record Act(Effect effect, String why) implements Plan {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.act(this);
    }
  }

  /** Change the status alone. */
  record Write(Change change, String why) implements Plan {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.write(this);
    }
  }

  /** Observe again, further than before: this decision is too grave for a view that may lag. */
  record Look(Observation.Scope scope, String why) implements Plan {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.look(this);
    }
  }

  /** Nothing to do before something changes, or until a time. */
  record Await(Optional<Instant> until, String why) implements Plan {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.await(this);
    }
  }
}
