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

/** The log of what is done: a line per transition, and at debug level a line per step. */
final class Transcript {

  private static final Logger log = LoggerFactory.getLogger(Transcript.class);

  private Transcript() {}

  static void log(Observation o, Plan plan, Outcome outcome, Settlement settlement) {
    Metadata who = o.execution().metadata();
    String target = o.execution().spec().map(WorkflowExecutionSpec::targetResource).orElse("");
    Phase before = o.execution().phase();
    Phase after = settlement.status().phase().orElse(before);
    if (before != after) {
      log.info(
          "{} -> {} ({}) execution={} uid={} target={}",
          before,
          after,
          plan.why(),
          who.qualifiedName(),
          who.uid(),
          target);
    }
    if (plan instanceof Plan.Act act) {
      String step = act.effect().getClass().getSimpleName();
      boolean done = outcome instanceof Outcome.Done;
      log.atLevel(done ? Level.DEBUG : Level.INFO)
          .log(
              "{} ({}): {} execution={} uid={} target={}",
              step,
              plan.why(),
              done ? "done" : outcome,
              who.qualifiedName(),
              who.uid(),
              target);
    } else if (log.isTraceEnabled()) {
      log.trace(
          "{} ({}) execution={}", plan.getClass().getSimpleName(), plan.why(), who.qualifiedName());
    }
  }
}
