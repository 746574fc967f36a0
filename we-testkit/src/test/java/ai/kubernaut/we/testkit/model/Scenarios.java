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

  /** Two executions of one target, on one engine. */
  static Scenario alike(int faults) {
    return Scenario.of(
        faults, Subject.of("a", APP, Engines.JOB), Subject.of("b", APP, Engines.JOB));
  }

  /** Two executions of one target; of one the catalog or the configuration chooses the engine. */
  static Scenario open(int faults) {
    return Scenario.of(faults, Subject.of("a", APP), Subject.of("b", APP, Engines.TEKTON))
        .with(Catalog.SAYS_NOTHING);
  }

  /** Four executions of two targets; the catalog chooses the engine of one. */
  static Scenario many(int faults) {
    return Scenario.of(
            faults,
            Subject.of("a", APP, Engines.JOB),
            Subject.of("b", APP, Engines.TEKTON),
            Subject.of("c", "default/deployment/app"),
            Subject.of("d", "node/worker-1", Engines.JOB))
        .with(Catalog.NAMES_JOB);
  }

  static Scenario only(Scenario scenario, Disturbance first, Disturbance... others) {
    Set<Disturbance> some = EnumSet.of(first, others);
    return scenario.with(some);
  }
}
