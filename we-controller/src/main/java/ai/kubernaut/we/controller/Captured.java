package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.plan.Planner;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Settle;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An execution in phase Running whose child was last seen as captured.
 *
 * @param pods how many pods there still are
 * @param start when the child started, as far as it says so
 */
record Captured(Optional<Child> child, int pods, Instant start) {

  private static final String OWNER = "captured";

  /** Nothing of this has to end in time. */
  private static final Duration NO_DEADLINE = Duration.ofDays(36_500);

  static Captured of(List<JsonObject> objects) {
    return CapturedObjects.of(objects).captured();
  }

  /** What the controller would write, in as far as it is about the end. */
  JsonObject explain() {
    Observation o = observation();
    WorkflowExecutionStatus status = status(o, Planner.plan(o));
    JsonObject answer = new JsonObject();
    answer.addProperty("phase", status.phase().orElse(Phase.RUNNING).toString());
    answer.add("failureDetails", details(status));
    return answer;
  }

  private static WorkflowExecutionStatus status(Observation o, Plan plan) {
    return plan instanceof Plan.Write
        ? Settle.settle(o, plan, new Outcome.Done()).status()
        : o.execution().status();
  }

  private static JsonElement details(WorkflowExecutionStatus status) {
    JsonObject patch = WorkflowExecutionCodec.statusPatch(WorkflowExecutionStatus.empty(), status);
    return Json.at(patch, "status", "failureDetails").orElse(JsonNull.INSTANCE);
  }

  private Observation observation() {
    return new Observation(
        child.flatMap(Child::endedAt).orElse(start),
        Observation.Scope.SERVER_AND_EVENTS,
        execution(),
        Optional.empty(),
        child.map(Captured::owned).stream().toList(),
        pods,
        List.of(),
        Set.of(),
        Map.of(),
        new CatalogAnswer.NotAsked(),
        AuditProgress.NONE,
        Instant.EPOCH,
        settings());
  }

  private WorkflowExecution execution() {
    Metadata metadata =
        new Metadata(
            "", OWNER, OWNER, "", 1, start, Optional.empty(), Map.of(), Map.of(), List.of());
    WorkflowExecutionStatus status =
        WorkflowExecutionStatus.empty().toBuilder()
            .phase(Phase.RUNNING)
            .startTime(start)
            .executionRef(
                child
                    .map(c -> new ExecutionRef(c.kind(), c.namespace(), c.name(), c.uid()))
                    .orElseGet(() -> new ExecutionRef("Child", "", "The child", OWNER)))
            .build();
    return new WorkflowExecution(metadata, Optional.empty(), status);
  }

  private static Child owned(Child c) {
    return new Child(
        c.engine(),
        c.kind(),
        c.namespace(),
        c.name(),
        c.uid(),
        c.resourceVersion(),
        OWNER,
        c.execution(),
        c.state(),
        c.removal(),
        c.progress(),
        c.endedAt(),
        c.evidence());
  }

  private static Settings settings() {
    Settings d = Settings.DEFAULTS;
    return new Settings(
        d.executionNamespace(),
        d.cooldown(),
        NO_DEADLINE,
        d.defaultEngine(),
        d.clusterId(),
        d.progressInterval(),
        d.stopGrace(),
        d.auditWait());
  }
}
