package ai.kubernaut.we.testkit.model;

import java.util.EnumSet;
import java.util.Set;

/** What happens to one request. */
enum Mishap {
  NONE("", Disturbance.CRASH),
  ANSWER_LOST("; it happens, and the answer is lost", Disturbance.ANSWER_LOST),
  ARRIVES_LATE("; it hangs on its way, and its sender gives up", Disturbance.ARRIVES_LATE),
  CRASH_AFTER("; it happens, and the controller crashes", Disturbance.CRASH),
  CRASH_BEFORE_ARRIVAL("; it is on its way, and the controller crashes", Disturbance.ARRIVES_LATE),
  TURNED_AWAY("; it is turned away for now", Disturbance.TURNED_AWAY),
  REFUSED("; it is refused for good", Disturbance.REFUSED);

  /** Refusing anything but a creation changes nothing. */
  static final Set<Mishap> OF_ANY_WRITE =
      EnumSet.of(NONE, ANSWER_LOST, ARRIVES_LATE, CRASH_AFTER, CRASH_BEFORE_ARRIVAL);

  private final String text;
  private final Disturbance disturbance;

  Mishap(String text, Disturbance disturbance) {
    this.text = text;
    this.disturbance = disturbance;
  }

  boolean allowed(Scenario scenario, World w) {
    return this == NONE || (scenario.allows(w, disturbance) && room(scenario, w));
  }

  private boolean room(Scenario scenario, World w) {
    return disturbance != Disturbance.ARRIVES_LATE || w.late().size() < scenario.lateRequests();
  }

  @Override
  public String toString() {
    return text;
  }
}
