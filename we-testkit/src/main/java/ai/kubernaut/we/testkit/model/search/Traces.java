package ai.kubernaut.we.testkit.model.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Runs a model again along the states that were seen, to tell how it got there. */
final class Traces {

  private static final int LONGEST_LOOP = 200;

  private Traces() {}

  /** The run to a state that breaks a promise. */
  static <S> Trace to(Model<S> model, Seen seen, S broken) {
    Violation violation =
        model.violation(broken).or(() -> model.violationAtRest(broken)).orElseThrow();
    List<String> told = new ArrayList<>();
    run(model, seen, seen.number(model.fingerprint(broken)), told);
    return new Trace(violation, told, -1);
  }

  /** The run to a state that follows itself, and once around. */
  static <S> Trace around(Model<S> model, Seen seen, int loop) {
    List<String> told = new ArrayList<>();
    S state = run(model, seen, loop, told);
    int loopFrom = told.size();
    do {
      Step<S> step = model.steps(state).stream().filter(Step::fair).findFirst().orElseThrow();
      told.add(step.description().get());
      state = step.next();
    } while (model.fingerprint(state) != seen.state(loop) && told.size() < loopFrom + LONGEST_LOOP);
    return new Trace(
        new Violation("L6", "it never comes to rest, though no fault happens"), told, loopFrom);
  }

  /** Runs to a state that was seen, and tells each step. */
  private static <S> S run(Model<S> model, Seen seen, int to, List<String> told) {
    Deque<Long> path = new ArrayDeque<>();
    for (int at = to; at != Seen.NONE; at = seen.before(at)) {
      path.push(seen.state(at));
    }
    S state = model.initial();
    path.pop();
    while (!path.isEmpty()) {
      Step<S> step = step(model, state, path.pop());
      told.add(step.description().get());
      state = step.next();
    }
    return state;
  }

  private static <S> Step<S> step(Model<S> model, S state, long to) {
    return Stream.concat(model.steps(state).stream(), model.disturbances(state).stream())
        .filter(s -> model.fingerprint(s.next()) == to)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("states of one fingerprint do not behave alike"));
  }
}
