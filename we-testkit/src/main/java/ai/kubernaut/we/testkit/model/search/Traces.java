package ai.kubernaut.we.testkit.model.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a model again along the states that were seen, to tell how it got there. */
final class Traces {

  private Traces() {}

  /** The run to a state that breaks a promise. */
  static <S> Trace to(Model<S> model, Seen seen, S broken) {
    Violation violation =
        model.violation(broken).or(() -> model.violationAtRest(broken)).orElseThrow();
    List<String> told = new ArrayList<>();
    run(model, seen, model.fingerprint(broken), told);
    return new Trace(violation, told, -1);
  }

  /** Runs to a state that was seen, and tells each step. */
  static <S> S run(Model<S> model, Seen seen, long to, List<String> told) {
    Deque<Long> path = new ArrayDeque<>();
    for (long at = to; at != Seen.NONE; at = seen.before(at)) {
      path.push(at);
    }
    S state = model.initial();
    path.pop();
    while (!path.isEmpty()) {
      Step<S> step = step(model, state, path.pop());
      told.add(step.description().get());
      state = step.next().get();
    }
    return state;
  }

  private static <S> Step<S> step(Model<S> model, S state, long to) {
    Optional<Step<S>> calm = model.calm(state);
    return Stream.concat(model.steps(state).stream(), calm.stream())
        .filter(s -> model.fingerprint(s.next().get()) == to)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("states of one fingerprint do not behave alike"));
  }
}
