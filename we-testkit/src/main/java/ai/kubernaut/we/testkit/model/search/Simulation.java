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
        continue;
      }
      state = take(step.get());
      Optional<Violation> violation = model.violation(state);
      if (violation.isPresent()) {
        return violation.map(this::trace);
      }
    }
    return comeToRest(state);
  }

  /** What is due half of the time, so that runs get somewhere; a disturbance now and then. */
  private Optional<Step<S>> choose(S state) {
    int lot = random.nextInt(8);
    List<Step<S>> steps = lot == 0 ? model.disturbances(state) : model.steps(state);
    if (lot >= 4) {
      return steps.stream().filter(Step::fair).findFirst();
    }
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(steps.get(random.nextInt(steps.size())));
  }

  private Optional<Trace> comeToRest(S from) {
    S state = from;
    for (int i = 0; i < LONGEST_CALM; i++) {
      Optional<Step<S>> fair = model.steps(state).stream().filter(Step::fair).findFirst();
      if (fair.isEmpty()) {
        return model.violationAtRest(state).map(this::trace);
      }
      state = take(fair.get());
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
    return step.next();
  }

  private Trace trace(Violation violation) {
    return new Trace(violation, told, -1);
  }
}
