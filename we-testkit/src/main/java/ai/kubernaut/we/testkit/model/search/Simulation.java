package ai.kubernaut.we.testkit.model.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One random run of a model: a number of steps of any kind, and then the fair run without further
 * faults to its end. The same seed always gives the same run.
 */
public final class Simulation<S> {

  private static final int LONGEST_CALM = 1_000;

  private final Model<S> model;
  private final Random random;
  private final List<String> told = new ArrayList<>();
  private final boolean telling;

  private Simulation(Model<S> model, long seed, boolean telling) {
    this.model = model;
    this.random = new Random(seed);
    this.telling = telling;
  }

  /**
   * The run that breaks a promise, if this seed gives one.
   *
   * @param length how many random steps it takes
   */
  public static <S> Optional<Trace> run(Model<S> model, long seed, int length) {
    return new Simulation<>(model, seed, false)
        .broken(length)
        .flatMap(first -> new Simulation<>(model, seed, true).broken(length));
  }

  private Optional<Trace> broken(int length) {
    S state = model.initial();
    for (int i = 0; i < length; i++) {
      Optional<Step<S>> step = choose(state);
      if (step.isEmpty()) {
        break;
      }
      state = take(step.get());
      Optional<Violation> violation = model.violation(state);
      if (violation.isPresent()) {
        return violation.map(this::trace);
      }
    }
    return comeToRest(state);
  }

  /** The calm step half of the time, so that runs get somewhere. */
  private Optional<Step<S>> choose(S state) {
    if (random.nextBoolean()) {
      Optional<Step<S>> calm = model.calm(state);
      if (calm.isPresent()) {
        return calm;
      }
    }
    List<Step<S>> steps = model.steps(state);
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(steps.get(random.nextInt(steps.size())));
  }

  private Optional<Trace> comeToRest(S from) {
    S state = from;
    for (int i = 0; i < LONGEST_CALM; i++) {
      Optional<Step<S>> calm = model.calm(state);
      if (calm.isEmpty()) {
        return model.violationAtRest(state).map(this::trace);
      }
      state = take(calm.get());
      Optional<Violation> violation = model.violation(state);
      if (violation.isPresent()) {
        return violation.map(this::trace);
      }
    }
    return Optional.of(trace(new Violation("L6", "it does not come to rest")));
  }

  private S take(Step<S> step) {
    if (telling) {
      told.add(step.description().get());
    }
    return step.next().get();
  }

  private Trace trace(Violation violation) {
    return new Trace(violation, told, -1);
  }
}
