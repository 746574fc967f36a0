package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects of every kind: those at the API server, or what a controller believes they are. */
public record Cluster(
    Listing<WorkflowExecution> executions,
    Listing<Lock> locks,
    Listing<Child> jobs,
    Listing<Child> pipelineRuns,
    Listing<Pod> pods) {

  /** A cluster without objects. */
  public static Cluster empty() {
    return new Cluster(
        Listing.empty(), Listing.empty(), Listing.empty(), Listing.empty(), Listing.empty());
  }

  Listing<?> of(Kind kind) {
    return switch (kind) {
      case EXECUTION -> executions;
      case LOCK -> locks;
      case JOB -> jobs;
      case PIPELINE_RUN -> pipelineRuns;
      case POD -> pods;
    };
  }

  Listing<Child> children(String engine) {
    return Kind.of(engine) == Kind.JOB ? jobs : pipelineRuns;
  }

  /** Every child, of any engine. */
  Stream<Item<Child>> children() {
    return Stream.concat(jobs.items().stream(), pipelineRuns.items().stream());
  }

  Optional<Item<Child>> childOf(String uid) {
    return children().filter(child -> child.value().uid().equals(uid)).findFirst();
  }

  Optional<Item<WorkflowExecution>> executionOf(String uid) {
    for (Item<WorkflowExecution> item : executions.items()) {
      if (item.value().metadata().uid().equals(uid)) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  int podsOf(String executionUid) {
    List<Item<Pod>> items = pods.items();
    int count = 0;
    for (Item<Pod> pod : items) {
      count += pod.value().executionUid().equals(executionUid) ? 1 : 0;
    }
    return count;
  }

  /** With one kind as it is in another cluster. */
  Cluster with(Kind kind, Cluster from) {
    return switch (kind) {
      case EXECUTION -> with(from.executions);
      case LOCK -> withLocks(from.locks);
      case JOB -> new Cluster(executions, locks, from.jobs, pipelineRuns, pods);
      case PIPELINE_RUN -> new Cluster(executions, locks, jobs, from.pipelineRuns, pods);
      case POD -> withPods(from.pods);
    };
  }

  /** With one object as it is, or is not, in another cluster. */
  Cluster withItem(Kind kind, String name, Cluster from) {
    return switch (kind) {
      case EXECUTION -> with(executions.withItemOf(from.executions, name));
      case LOCK -> withLocks(locks.withItemOf(from.locks, name));
      case JOB -> withChildren(Engines.JOB, jobs.withItemOf(from.jobs, name));
      case PIPELINE_RUN ->
          withChildren(Engines.TEKTON, pipelineRuns.withItemOf(from.pipelineRuns, name));
      case POD -> withPods(pods.withItemOf(from.pods, name));
    };
  }

  Cluster with(Listing<WorkflowExecution> changed) {
    return new Cluster(changed, locks, jobs, pipelineRuns, pods);
  }

  Cluster withLocks(Listing<Lock> changed) {
    return new Cluster(executions, changed, jobs, pipelineRuns, pods);
  }

  Cluster withChildren(String engine, Listing<Child> changed) {
    return Kind.of(engine) == Kind.JOB
        ? new Cluster(executions, locks, changed, pipelineRuns, pods)
        : new Cluster(executions, locks, jobs, changed, pods);
  }

  Cluster withPods(Listing<Pod> changed) {
    return new Cluster(executions, locks, jobs, pipelineRuns, changed);
  }
}
