package ai.kubernaut.we.testkit.model;

import java.util.EnumSet;
import java.util.Set;

/** The scenarios that are searched. */
final class Scenarios {

  private static final String APP = "default/Deployment/app";

  private Scenarios() {}

  static Scenario one(int faults) {
    return Scenario.of(faults, Subject.of("a", APP, Engines.JOB));
  }

  /** Two executions of one target, on two engines. */
  static Scenario two(int faults) {
    return Scenario.of(
        faults, Subject.of("a", APP, Engines.JOB), Subject.of("b", APP, Engines.TEKTON));
  }

  /** Four executions of two targets; the configuration chooses the engine of one. */
  static Scenario many(int faults) {
    return Scenario.of(
            faults,
            Subject.of("a", APP, Engines.JOB),
            Subject.of("b", APP, Engines.TEKTON),
            Subject.of("c", "default/deployment/app"),
            Subject.of("d", "node/worker-1", Engines.JOB))
        .without(Disturbance.DELETE_LOCK);
  }

  static Scenario only(Scenario scenario, Disturbance first, Disturbance... others) {
    Set<Disturbance> some = EnumSet.of(first, others);
    return scenario.with(some);
  }
}
