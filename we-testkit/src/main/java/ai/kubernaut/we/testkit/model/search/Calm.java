package ai.kubernaut.we.testkit.model.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks among the fair runs without faults, one from each state that was seen, for an endless one.
 */
final class Calm<S> {

  private final Model<S> model;
  private final Seen seen;

  Calm(Model<S> model, Seen seen) {
    this.model = model;
    this.seen = seen;
  }

  Optional<Trace> endless() {
    Seen ending = new Seen();
    for (long state : seen.states()) {
      Optional<Trace> trace = follow(state, ending);
      if (trace.isPresent()) {
        return trace;
      }
    }
    return Optional.empty();
  }

  private Optional<Trace> follow(long from, Seen ending) {
    Set<Long> path = new HashSet<>();
    long at = from;
    while (at != Seen.NONE && !ending.contains(at)) {
      if (!path.add(at)) {
        return Optional.of(tell(at));
      }
      at = seen.calm(at);
    }
    for (long s = from; s != Seen.NONE && ending.add(s, Seen.NONE); ) {
      s = seen.calm(s);
    }
    return Optional.empty();
  }

  private Trace tell(long loop) {
    List<String> told = new ArrayList<>();
    S state = Traces.run(model, seen, loop, told);
    int loopFrom = told.size();
    do {
      Step<S> step = model.calm(state).orElseThrow();
      told.add(step.description().get());
      state = step.next().get();
    } while (model.fingerprint(state) != loop && told.size() < loopFrom + 100);
    return new Trace(
        new Violation("L6", "it never comes to rest, though no fault happens"), told, loopFrom);
  }
}
