package ai.kubernaut.we.testkit.model.search;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Checks states and finds the new ones after them. Safe for use by several threads. */
final class Expansion<S> {

  private final Model<S> model;
  private final Seen seen;
  private final Consumer<S> visitor;
  private final LongAdder steps = new LongAdder();
  private final AtomicReference<S> broken = new AtomicReference<>();

  Expansion(Model<S> model, Seen seen, Consumer<S> visitor) {
    this.model = model;
    this.seen = seen;
    this.visitor = visitor;
  }

  Optional<S> broken() {
    return Optional.ofNullable(broken.get());
  }

  long steps() {
    return steps.sum();
  }

  /** Adds the new states that follow without a fault. */
  void follow(Found<S> found, List<Found<S>> next) {
    if (broken.get() != null) {
      return;
    }
    S state = found.state();
    int here = found.number();
    visitor.accept(state);
    if (model.violation(state).isPresent()) {
      broken.compareAndSet(null, state);
      return;
    }
    boolean atRest = true;
    List<Step<S>> out = model.steps(state);
    steps.add(out.size());
    for (Step<S> step : out) {
      int there = visit(step.next(), here, next);
      if (atRest && step.fair()) {
        seen.next(here, there);
        atRest = false;
      }
    }
    if (atRest && model.violationAtRest(state).isPresent()) {
      broken.compareAndSet(null, state);
    }
  }

  /** Adds the new states that follow by a disturbance and have that many faults. */
  void disturb(Found<S> found, int faults, List<Found<S>> next) {
    List<Step<S>> out = model.disturbances(found.state());
    steps.add(out.size());
    for (Step<S> step : out) {
      if (model.faults(step.next()) == faults) {
        int unused = visit(step.next(), found.number(), next);
      }
    }
  }

  private int visit(S after, int here, List<Found<S>> next) {
    int there = seen.add(model.fingerprint(after), here);
    if (there < 0) {
      return ~there;
    }
    next.add(new Found<>(after, there));
    return there;
  }
}
