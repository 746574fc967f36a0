package ai.kubernaut.we.testkit.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A mistake that the search has to find.
 *
 * @param number among the known mistakes of comparable controllers; 0 for one of our own
 * @param scenario with the mistake in it, in which it shows soon
 */
record Mistake(String name, int number, String what, Scenario scenario) {

  /** Those of the decisions, and those of what carries them out. */
  static List<Mistake> all() {
    Stream<Mistake> decisions =
        Arrays.stream(Mutant.values())
            .map(m -> new Mistake(m.name(), m.number(), m.what(), m.scenario().with(m)));
    Stream<Mistake> deeds = Arrays.stream(Slip.values()).map(Mistake::of);
    return Stream.concat(decisions, deeds).toList();
  }

  private static Mistake of(Slip slip) {
    return switch (slip) {
      case FORGETS_OWN_WRITES ->
          by(
              slip,
              0,
              "an own write is known only when the watch tells",
              Scenarios.only(Scenarios.one(1), Disturbance.STALLED_WATCH));
      case WRITES_ANY_VERSION ->
          by(slip, 0, "a status is written whatever the version", Scenarios.one(1));
      case DELETES_IN_BACKGROUND ->
          by(slip, 7, "a child is deleted in the background", Scenarios.one(0));
      case DELETES_BY_NAME -> by(slip, 11, "a child is deleted by its name", late());
      case CREATES_RUNNING -> by(slip, 0, "a child runs as soon as it exists", late());
      case STARTS_BY_NAME -> by(slip, 11, "a child is started by its name", late());
      case RELEASES_BY_NAME -> by(slip, 11, "a lock is released by its name", late());
      case CONFIRMS_FROM_MEMORY ->
          by(
              slip,
              23,
              "an event counts as delivered when it is queued",
              Scenarios.only(Scenarios.one(1), Disturbance.AUDIT_DOWN));
    };
  }

  private static Mistake by(Slip slip, int number, String what, Scenario scenario) {
    return new Mistake(slip.name(), number, what, scenario.with(slip));
  }

  /** Requests arrive late, and meanwhile others have objects of the same names. */
  private static Scenario late() {
    return Scenarios.only(
        Scenarios.alike(2), Disturbance.ARRIVES_LATE, Disturbance.DELETE_EXECUTION);
  }

  @Override
  public String toString() {
    return name;
  }
}
