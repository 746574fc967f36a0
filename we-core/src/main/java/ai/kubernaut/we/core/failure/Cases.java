package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import ai.kubernaut.we.core.failure.Evidence.Shape;
import ai.kubernaut.we.core.failure.Evidence.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of an execution, those included that only Events tell of. */
final class Cases {

  private Cases() {}

  static List<PodCase> of(Evidence evidence) {
    List<PodCase> cases = new ArrayList<>();
    for (Task task : evidence.tasks()) {
      for (Pod pod : task.pods()) {
        cases.add(new PodCase(task, decided(evidence, pod), eventsOf(evidence, pod)));
      }
    }
    for (List<PodEvent> events : ofUnseenPods(evidence).values()) {
      cases.add(unseen(evidence, events));
    }
    return cases;
  }

  /**
   * The pod with the end of each container that decided. One that was started again and then
   * stopped, or was stopped unseen, had failed before; but what runs at a deadline is too slow,
   * whatever came before.
   */
  private static Pod decided(Evidence evidence, Pod pod) {
    boolean again = pod.containers().stream().anyMatch(c -> c.before().isPresent());
    return !again || evidence.shape() == Shape.PIPELINE || ChildVerdict.late(evidence)
        ? pod
        : pod.with(
            pod.containers().stream()
                .map(c -> endedBefore(evidence, c) ? c.asBefore() : c)
                .toList());
  }

  private static boolean endedBefore(Evidence evidence, Container container) {
    boolean unseen = container.state().kind() == Kind.RUNNING && evidence.verdict().isPresent();
    return container.before().isPresent() && (container.stopped() || unseen);
  }

  private static List<PodEvent> eventsOf(Evidence evidence, Pod pod) {
    List<PodEvent> found = new ArrayList<>(evidence.podEvents().size());
    for (PodEvent event : evidence.podEvents()) {
      if (isAbout(event, pod)) {
        found.add(event);
      }
    }
    return found;
  }

  private static boolean isAbout(PodEvent event, Pod pod) {
    return pod.uid().isEmpty()
        ? event.podName().equals(pod.name())
        : event.podUid().equals(pod.uid());
  }

  /** The Events on each pod that is nowhere else to be seen, by its uid. */
  private static Map<String, List<PodEvent>> ofUnseenPods(Evidence evidence) {
    Map<String, List<PodEvent>> byUid = new LinkedHashMap<>();
    for (PodEvent event : evidence.podEvents()) {
      if (!isAboutOne(event, evidence.tasks())) {
        byUid.computeIfAbsent(event.podUid(), uid -> new ArrayList<>()).add(event);
      }
    }
    return byUid;
  }

  private static boolean isAboutOne(PodEvent event, List<Task> tasks) {
    for (Task task : tasks) {
      for (Pod pod : task.pods()) {
        if (isAbout(event, pod)) {
          return true;
        }
      }
    }
    return false;
  }

  private static PodCase unseen(Evidence evidence, List<PodEvent> events) {
    PodEvent first = events.get(0);
    Pod pod =
        new Pod(
            first.podUid(),
            first.podName(),
            "",
            "Unknown",
            Optional.empty(),
            List.of(),
            List.of(),
            true,
            true);
    return new PodCase(taskOf(evidence, first.podName()), pod, List.copyOf(events));
  }

  /** Events name no task: they are put to one that had a pod of this name, else to the first. */
  private static Task taskOf(Evidence evidence, String podName) {
    return evidence.tasks().stream()
        .filter(task -> task.pods().stream().anyMatch(pod -> pod.name().equals(podName)))
        .findFirst()
        .orElseGet(() -> firstTask(evidence));
  }

  /** The task to name where the evidence points to none. */
  static Task firstTask(Evidence evidence) {
    return evidence.tasks().isEmpty()
        ? new Task(Failure.WHOLE, 0, Optional.empty(), List.of())
        : evidence.tasks().get(0);
  }
}
