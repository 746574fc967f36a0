package ai.kubernaut.we.executor.tekton;

import ai.kubernaut.we.executor.tekton.LeanPipelineRun.Reference;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tasks of a PipelineRun with what was made for each, in the pipeline's order. */
final class PipelineTasks {

  private final LeanPipelineRun run;
  private final List<Made> made;

  private PipelineTasks(LeanPipelineRun run, List<Made> made) {
    this.run = run;
    this.made = made;
  }

  /**
   * What was made for one task.
   *
   * @param name of the task
   * @param object the kind and name of what was made
   * @param taskRun it, where it is a TaskRun or CustomRun that was seen
   */
  record Made(String name, int index, Reference object, Optional<LeanTaskRun> taskRun) {

    boolean ofForeignKind() {
      return !object.kind().equals(LeanTaskRun.KIND);
    }

    private boolean ended() {
      return taskRun.filter(t -> t.latest().ended()).isPresent();
    }
  }

  static PipelineTasks of(LeanPipelineRun run, List<EnginePart> parts) {
    List<LeanTaskRun> taskRuns =
        parts.stream()
            .filter(LeanTaskRun.class::isInstance)
            .map(LeanTaskRun.class::cast)
            .filter(t -> owns(run, t))
            .toList();
    Set<Reference> objects = new LinkedHashSet<>(run.children());
    taskRuns.forEach(t -> objects.add(new Reference(t.kind(), t.name(), t.task())));
    List<Made> made = new ArrayList<>();
    for (Reference object : objects) {
      made.add(new Made(object.task(), index(run, object.task()), object, seen(object, taskRuns)));
    }
    made.sort(Comparator.comparingInt(Made::index).thenComparing(m -> m.object().name()));
    return new PipelineTasks(run, List.copyOf(made));
  }

  /** One whose owner was taken away is still known by the execution's uid. */
  private static boolean owns(LeanPipelineRun run, LeanTaskRun taskRun) {
    return taskRun.ownerUid().isEmpty()
        ? !run.executionUid().isEmpty() && run.executionUid().equals(taskRun.executionUid())
        : taskRun.ownerUid().equals(run.uid());
  }

  private static Optional<LeanTaskRun> seen(Reference object, List<LeanTaskRun> taskRuns) {
    return taskRuns.stream()
        .filter(t -> t.kind().equals(object.kind()) && t.name().equals(object.name()))
        .findFirst();
  }

  /** A task that the pipeline does not know, as one that is not read yet, comes last. */
  private static int index(LeanPipelineRun run, String task) {
    int index = run.tasks().indexOf(task);
    return index < 0 ? run.tasks().size() : index;
  }

  List<Made> made() {
    return made;
  }

  /** The TaskRuns that were seen; those that are gone among them. */
  List<EnginePart> taskRuns() {
    return made.stream()
        .filter(m -> !m.ofForeignKind())
        .flatMap(m -> m.taskRun().stream())
        .<EnginePart>map(t -> t)
        .toList();
  }

  /** Whether a pod was made by one of the TaskRuns; others may carry the same labels. */
  boolean own(LeanPod pod) {
    return made.stream().anyMatch(m -> madeBy(m, pod));
  }

  static boolean madeBy(Made task, LeanPod pod) {
    boolean byOwner =
        task.taskRun()
            .map(t -> pod.ownerUid().isEmpty() || pod.ownerUid().equals(t.uid()))
            .orElse(true);
    return byOwner && !task.ofForeignKind() && pod.task().equals(task.object().name());
  }

  /** How many tasks there are, finally tasks among them; 0 before the pipeline is known. */
  int total() {
    return run.tasks().size();
  }

  /**
   * How many of them need no more work: what was made for them has ended, as it has when all has
   * ended, or they are skipped.
   */
  int done() {
    Set<String> open = new HashSet<>();
    Set<String> done = new HashSet<>(run.skipped());
    for (Made each : made) {
      (each.ended() || run.ended() ? done : open).add(each.name());
    }
    done.removeAll(open);
    done.retainAll(run.tasks());
    return done.size();
  }
}
