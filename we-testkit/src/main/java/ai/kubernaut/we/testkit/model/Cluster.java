package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

  public Listing<Child> children(String engine) {
    return Kind.of(engine) == Kind.JOB ? jobs : pipelineRuns;
  }

  /** Every child, of any engine. */
  public List<Item<Child>> children() {
    List<Item<Child>> children = new ArrayList<>(jobs.size() + pipelineRuns.size());
    each(jobs, children::add);
    each(pipelineRuns, children::add);
    return children;
  }

  private static void each(Listing<Child> children, Consumer<Item<Child>> consumer) {
    for (int i = 0; i < children.size(); i++) {
      consumer.accept(children.get(i));
    }
  }

  public Optional<Item<Child>> childOf(String uid) {
    return child(jobs, uid).or(() -> child(pipelineRuns, uid));
  }

  private static Optional<Item<Child>> child(Listing<Child> children, String uid) {
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).value().uid().equals(uid)) {
        return Optional.of(children.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether nothing but the execution itself is there any more. */
  boolean ownsNothing(int subject) {
    return locks.owned(subject)
            + jobs.owned(subject)
            + pipelineRuns.owned(subject)
            + pods.owned(subject)
        == 0;
  }

  /** Whether an execution has a child that was started. */
  boolean started(int subject) {
    for (Item<Child> child : children()) {
      if (Traits.owner(child.content().traits()) == subject
          && !child.content().is(Traits.UNSTARTED)) {
        return true;
      }
    }
    return false;
  }

  /** The bits of all children. */
  int childBits() {
    return jobs.children() | pipelineRuns.children();
  }

  public Optional<Item<WorkflowExecution>> executionOf(String uid) {
    for (int i = 0; i < executions.size(); i++) {
      if (executions.get(i).value().metadata().uid().equals(uid)) {
        return Optional.of(executions.get(i));
      }
    }
    return Optional.empty();
  }

  /** With some kinds, by their bits, as they are in another cluster. */
  Cluster with(int kinds, Cluster from) {
    return new Cluster(
        Kind.EXECUTION.in(kinds) ? from.executions : executions,
        Kind.LOCK.in(kinds) ? from.locks : locks,
        Kind.JOB.in(kinds) ? from.jobs : jobs,
        Kind.PIPELINE_RUN.in(kinds) ? from.pipelineRuns : pipelineRuns,
        Kind.POD.in(kinds) ? from.pods : pods);
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

  /** The kinds, by their bits, in which it differs from another cluster. */
  int differences(Cluster other) {
    int kinds = 0;
    for (Kind kind : Kind.ALL) {
      kinds |= of(kind).level(other.of(kind)) ? 0 : kind.bit();
    }
    return kinds;
  }
}
