package ai.kubernaut.we.testkit.model.search;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** Checks one state and finds the new states after it. */
final class Expansion<S> implements BiConsumer<S, List<S>> {

  private final Model<S> model;
  private final Seen seen;
  private final Layer<S> worse;
  private final AtomicLong count;
  private final AtomicReference<S> broken = new AtomicReference<>();

  Expansion(Model<S> model, Seen seen, Layer<S> worse, AtomicLong count) {
    this.model = model;
    this.seen = seen;
    this.worse = worse;
    this.count = count;
  }

  Optional<S> broken() {
    return Optional.ofNullable(broken.get());
  }

  @Override
  public void accept(S state, List<S> next) {
    if (broken.get() != null) {
      return;
    }
    if (model.violation(state).isPresent()) {
      broken.compareAndSet(null, state);
      return;
    }
    long here = model.fingerprint(state);
    List<Step<S>> steps = model.steps(state);
    count.addAndGet(steps.size());
    steps.forEach(step -> visit(state, here, step.next().get(), next));
    calm(state, here, next);
  }

  private void visit(S state, long here, S after, List<S> next) {
    long there = model.fingerprint(after);
    if (model.faults(after) > model.faults(state)) {
      if (!seen.contains(there)) {
        worse.add(after, there, here);
      }
    } else if (seen.add(there, here)) {
      next.add(after);
    }
  }

  private void calm(S state, long here, List<S> next) {
    Optional<Step<S>> step = model.calm(state);
    if (step.isPresent()) {
      S after = step.get().next().get();
      seen.calm(here, model.fingerprint(after));
      visit(state, here, after, next);
    } else if (model.violationAtRest(state).isPresent()) {
      broken.compareAndSet(null, state);
    }
  }
}
