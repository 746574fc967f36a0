package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.plan.Effect;
import java.util.EnumSet;
import java.util.Set;

/** What happens to the step of one turn. */
enum Mishap {
  NONE("", Disturbance.CRASH),
  /** At once, later or never: what was sent, and happened without an answer, is one of these. */
  ARRIVES_LATE("; it hangs on its way, and its sender gives up", Disturbance.ARRIVES_LATE),
  CRASH_BEFORE_ARRIVAL("; it is on its way, and the controller crashes", Disturbance.ARRIVES_LATE),
  CRASH_AFTER("; it happens, and the controller crashes", Disturbance.CRASH),
  TURNED_AWAY("; it is turned away for now", Disturbance.TURNED_AWAY),
  REFUSED("; it is refused for good", Disturbance.REFUSED),
  UNCONFIRMED("; the sink does not answer any more", Disturbance.AUDIT_DOWN),
  AUDIT_REFUSED("; the sink refuses one of them", Disturbance.AUDIT_REFUSED);

  private static final Set<Mishap> OF_A_WRITE = EnumSet.of(ARRIVES_LATE, CRASH_BEFORE_ARRIVAL);

  /** Refusing anything but a creation changes nothing. */
  private static final Set<Mishap> OF_A_CREATION =
      EnumSet.of(ARRIVES_LATE, CRASH_BEFORE_ARRIVAL, TURNED_AWAY, REFUSED);

  private static final Set<Mishap> OF_A_SUBMISSION = EnumSet.of(UNCONFIRMED, AUDIT_REFUSED);
  private static final Set<Mishap> OF_A_SURRENDER = EnumSet.of(CRASH_AFTER);

  private final String text;
  private final Disturbance disturbance;

  Mishap(String text, Disturbance disturbance) {
    this.text = text;
    this.disturbance = disturbance;
  }

  /**
   * What can happen to the step of a turn. A crash after a step that is one request leaves nothing
   * behind that a crash later on does not leave too.
   */
  static Set<Mishap> of(Turn turn, World world) {
    if (turn.effect().isEmpty()) {
      return OF_A_WRITE;
    }
    Effect effect = turn.effect().get();
    if (effect instanceof Effect.SubmitAudit) {
      return world.around().sinkDown() ? EnumSet.noneOf(Mishap.class) : OF_A_SUBMISSION;
    }
    if (effect instanceof Effect.SurrenderAudit) {
      return OF_A_SURRENDER;
    }
    return Deeds.creates(effect) ? OF_A_CREATION : OF_A_WRITE;
  }

  Disturbance disturbance() {
    return disturbance;
  }

  @Override
  public String toString() {
    return text;
  }
}
