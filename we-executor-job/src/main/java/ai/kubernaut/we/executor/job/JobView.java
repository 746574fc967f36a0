package ai.kubernaut.we.executor.job;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.child.Progress;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.kubernetes.engine.LeanContainer;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.kubernetes.engine.PodEvidence;
import ai.kubernaut.we.kubernetes.engine.Removals;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Job with its pods and Events, as a child. */
final class JobView {

  private static final String MADE = "SuccessfulCreate";
  private static final String MADE_PREFIX = "Created pod: ";

  private final LeanJob job;
  private final List<LeanPod> pods;
  private final List<LeanEvent> events;

  JobView(LeanJob job, Surroundings around) {
    this.job = job;
    this.pods = around.pods().stream().filter(pod -> owns(job, pod)).toList();
    this.events = around.events();
  }

  /** A pod whose owner was taken away is still known by the execution's uid. */
  private static boolean owns(LeanJob job, LeanPod pod) {
    return pod.ownerUid().isEmpty()
        ? !job.executionUid().isEmpty() && job.executionUid().equals(pod.executionUid())
        : pod.ownerUid().equals(job.uid());
  }

  Child child() {
    Evidence evidence = evidence();
    return new Child(
        JobAdapter.ENGINE,
        "Job",
        job.namespace(),
        job.name(),
        job.uid(),
        job.resourceVersion(),
        job.executionUid(),
        job.execution(),
        state(),
        Removals.of(job, pods),
        progress(evidence),
        job.end().flatMap(LeanJob.End::at),
        evidence);
  }

  private ChildState state() {
    if (job.end().isPresent()) {
      return job.end().get().succeeded() ? ChildState.SUCCEEDED : ChildState.FAILED;
    }
    if (!job.suspend()) {
      return ChildState.STARTED;
    }
    return job.letGo() ? ChildState.SUSPENDED : ChildState.HELD;
  }

  private Progress progress(Evidence evidence) {
    int done = state() == ChildState.SUCCEEDED ? 1 : 0;
    return switch (state()) {
      case HELD -> progress(job.acknowledged() ? "Suspended" : "", "", done);
      case SUSPENDED -> progress("Suspended", "Somebody has suspended it.", done);
      case SUCCEEDED, FAILED -> ended(done);
      case STARTED, STOPPING ->
          FailureAnalysis.waiting(evidence)
              .map(f -> progress(f.reason().toString(), f.message(), done))
              .orElseGet(() -> progress("Running", "", done));
    };
  }

  private Progress ended(int done) {
    Evidence.Verdict verdict = job.end().map(LeanJob.End::verdict).orElseThrow();
    return progress(verdict.reason(), verdict.message(), done);
  }

  private Progress progress(String reason, String message, int done) {
    return new Progress(reason, message, done, 1, Optional.of(failedPods()));
  }

  private int failedPods() {
    int seen = (int) pods.stream().filter(pod -> pod.phase().equals("Failed")).count();
    return Math.max(seen, job.account().failed());
  }

  private Evidence evidence() {
    PodEvidence translation = new PodEvidence(this::role, this::stoppedInTime);
    List<Evidence.Event> own = PodEvidence.eventsOn(job.uid(), events);
    Task task =
        new Task(
            job.containers().isEmpty() ? Failure.WHOLE : job.containers().get(0),
            0,
            taskState(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false,
            translation.pods(pods, job.end().isPresent()));
    return new Evidence(
        Evidence.Shape.ONE_TASK,
        job.end().map(LeanJob.End::verdict).or(job::target),
        podsMade(),
        List.of(task.name()),
        List.of(task),
        translation.podEvents(events, pods, madeNames(own)),
        own);
  }

  private Role role(String container) {
    if (job.sidecars().contains(container)) {
      return Role.SIDECAR;
    }
    return job.containers().contains(container) ? Role.WORKFLOW : Role.FOREIGN;
  }

  private boolean stoppedInTime(LeanContainer container) {
    return job.overtime().filter(overtime -> overtime.ended(container)).isPresent();
  }

  private Task.State taskState() {
    return switch (state()) {
      case SUCCEEDED -> Task.State.SUCCEEDED;
      case FAILED -> Task.State.FAILED;
      case HELD, STARTED, STOPPING, SUSPENDED -> Task.State.OPEN;
    };
  }

  /** At least so many; that there was none is known only of a Job that has ended. */
  private Optional<Integer> podsMade() {
    int counted = job.account().all();
    return counted > 0 || (job.end().isPresent() && job.account().complete())
        ? Optional.of(counted)
        : Optional.empty();
  }

  private static List<String> madeNames(List<Evidence.Event> own) {
    List<String> names = new ArrayList<>();
    for (Evidence.Event event : own) {
      if (event.reason().equals(MADE) && event.message().startsWith(MADE_PREFIX)) {
        names.add(event.message().substring(MADE_PREFIX.length()).strip());
      }
    }
    return names;
  }
}
