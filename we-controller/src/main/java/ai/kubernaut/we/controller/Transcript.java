package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The log of what is done: a line per transition, and at debug level a line per step. */
final class Transcript {

  private static final Logger log = LoggerFactory.getLogger(Transcript.class);

  private Transcript() {}

  /** A phase that was written. */
  static void transition(Observation o, Plan plan, Settlement settlement) {
    Phase before = o.execution().phase();
    Phase after = settlement.status().phase().orElse(before);
    if (before != after) {
      about(o, Level.INFO).log("{} -> {} ({})", before, after, plan.why());
    }
  }

  static void step(Observation o, Plan plan, Outcome outcome) {
    if (plan instanceof Plan.Act act) {
      String step = act.effect().getClass().getSimpleName();
      boolean done = outcome instanceof Outcome.Done;
      about(o, done ? Level.DEBUG : Level.INFO)
          .log("{} ({}): {}", step, plan.why(), done ? "done" : outcome);
    } else if (log.isTraceEnabled()) {
      about(o, Level.TRACE).log("{} ({})", plan.getClass().getSimpleName(), plan.why());
    }
  }

  private static LoggingEventBuilder about(Observation o, Level level) {
    Metadata who = o.execution().metadata();
    String target = o.execution().spec().map(WorkflowExecutionSpec::targetResource).orElse("");
    return log.atLevel(level)
        .addKeyValue("namespace", who.namespace())
        .addKeyValue("name", who.name())
        .addKeyValue("uid", who.uid())
        .addKeyValue("target", target);
  }
}
