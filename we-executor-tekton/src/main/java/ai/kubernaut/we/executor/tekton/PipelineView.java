package ai.kubernaut.we.executor.tekton;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.child.Progress;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.kubernetes.engine.Removals;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A PipelineRun with its TaskRuns, pods and Events, as a child. */
final class PipelineView {

  private final LeanPipelineRun run;
  private final PipelineTasks tasks;
  private final List<LeanPod> pods;
  private final PipelineEvidence evidence;

  PipelineView(LeanPipelineRun run, Surroundings around) {
    this.run = run;
    this.tasks = PipelineTasks.of(run, around.parts());
    this.pods = around.pods().stream().filter(tasks::own).toList();
    this.evidence = new PipelineEvidence(run, tasks, around.pods(), around.events());
  }

  Child child() {
    Evidence found = evidence.evidence();
    return new Child(
        TektonAdapter.ENGINE,
        LeanPipelineRun.KIND,
        run.namespace(),
        run.name(),
        run.uid(),
        run.resourceVersion(),
        run.executionUid(),
        run.execution(),
        state(),
        Removals.of(run, pods, tasks.taskRuns()),
        progress(found),
        endedAt(),
        found);
  }

  private ChildState state() {
    if (run.condition().filter(Succeeded::ended).isPresent()) {
      return run.condition().get().status() == Succeeded.Status.TRUE
          ? ChildState.SUCCEEDED
          : ChildState.FAILED;
    }
    if (run.wish().isEmpty()) {
      return ChildState.STARTED;
    }
    if (!run.wish().equals(PipelineManifest.HELD)) {
      return ChildState.STOPPING;
    }
    return run.letGo() ? ChildState.SUSPENDED : ChildState.HELD;
  }

  private Optional<Instant> endedAt() {
    return run.condition().filter(Succeeded::ended).flatMap(c -> run.completedAt().or(c::since));
  }

  private Progress progress(Evidence found) {
    String reason = run.condition().map(Succeeded::verdict).map(Verdict::reason).orElse("");
    return switch (state()) {
      case HELD, SUCCEEDED, STOPPING -> progress(reason, "");
      case SUSPENDED -> progress("Suspended", "Somebody holds it back.");
      case FAILED -> progress(reason, FailureAnalysis.analyse(found).message());
      case STARTED ->
          FailureAnalysis.waiting(found)
              .map(f -> progress(f.reason().toString(), f.message()))
              .orElseGet(() -> progress(reason, ""));
    };
  }

  private Progress progress(String reason, String message) {
    int total = tasks.total();
    int done = state() == ChildState.SUCCEEDED ? total : tasks.done();
    return new Progress(reason, message, done, total, Optional.empty());
  }
}
