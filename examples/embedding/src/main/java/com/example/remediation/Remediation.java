package com.example.remediation;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.plan.Planner;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.routing.Backoff;
import ai.kubernaut.we.core.routing.Route;
import ai.kubernaut.we.core.routing.Routing;
import ai.kubernaut.we.core.routing.RoutingPolicy;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Settle;
import ai.kubernaut.we.core.settle.Settlement;
import ai.kubernaut.we.core.target.LockName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an operator of its own can take from the core, without a cluster and without a client. */
public final class Remediation {

  private Remediation() {}

  /** Whether to create an execution now, in words. */
  public static String route(
      TargetResource target, String workflow, Collection<WorkflowExecution> history, Instant now) {
    Route route = Routing.route(target, workflow, history, RoutingPolicy.DEFAULTS, now);
    return route.match(
        new Route.Cases<>() {
          @Override
          public String proceed() {
            return "create it";
          }

          @Override
          public String blocked(Route.Blocked blocked) {
            return blocked.reason() + " by " + blocked.by() + ": " + blocked.message();
          }
        });
  }

  /** How long to wait after that many failures in a row. */
  public static Duration pause(int failures) {
    Backoff backoff = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15), 0.1);
    return backoff.after(failures);
  }

  /** Two spellings of one target have one lock. */
  public static boolean excludeEachOther(String one, String other) {
    return LockName.of(one).isPresent() && LockName.of(one).equals(LockName.of(other));
  }

  /** Why a pod's only container failed, and whether the workflow may have acted. */
  public static Failure failure(int exitCode, String reason) {
    Evidence.ContainerState state =
        new Evidence.ContainerState(
            Evidence.ContainerState.Kind.TERMINATED, Optional.of(exitCode), reason, "");
    Evidence.Container container =
        new Evidence.Container("workflow", Evidence.Container.Role.WORKFLOW, true, false, 0, state);
    Evidence.Pod pod =
        new Evidence.Pod(
            "uid",
            "pod-1",
            "node-1",
            "Failed",
            Optional.empty(),
            List.of(),
            List.of(container),
            false,
            false);
    Evidence.Task task = new Evidence.Task("workflow", 0, Optional.empty(), List.of(pod));
    return FailureAnalysis.analyse(new Evidence(Optional.empty(), List.of(task), List.of()));
  }

  /** The first step for a new execution, and what its status is after that. */
  public static String firstStep(Instant now) {
    Observation observation =
        new Observation(
            now,
            Observation.Scope.CACHES,
            execution(now),
            Optional.empty(),
            List.of(),
            0,
            List.of(),
            Set.of(),
            Map.of("job", Availability.SERVED),
            new CatalogAnswer.NotAsked(),
            AuditProgress.NONE,
            now,
            Settings.DEFAULTS);
    Plan plan = Planner.plan(observation);
    Settlement settlement = Settle.settle(observation, plan, new Outcome.Done());
    return plan.why()
        + "; then "
        + settlement.status().phase().map(Object::toString).orElse("Pending");
  }

  private static WorkflowExecution execution(Instant now) {
    Metadata metadata =
        new Metadata(
            "apps",
            "restart",
            "uid-1",
            "1",
            1,
            now,
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of());
    WorkflowExecutionSpec spec =
        WorkflowExecutionSpec.of(
            "apps/Deployment/web",
            WorkflowRef.of("restart", "1.0.0", "registry.example.com/restart:1.0.0"));
    return new WorkflowExecution(
        metadata, Optional.of(spec), new WorkflowExecutionStatus.Builder().build());
  }

  /** Prints one line for each of them. */
  public static void main(String[] args) {
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    TargetResource target = TargetResource.parse("apps/Deployment/web").orElseThrow();
    System.out.println("route: " + route(target, "restart", List.of(execution(now)), now));
    System.out.println("pause: " + pause(4));
    System.out.println(
        "exclude: " + excludeEachOther("apps/Deployment/web", "apps/deployment/web"));
    System.out.println("failure: " + failure(137, "OOMKilled").summary());
    System.out.println("plan: " + firstStep(now));
  }
}
