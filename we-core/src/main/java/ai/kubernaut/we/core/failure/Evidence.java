package ai.kubernaut.we.core.failure;

import java.util.List;
import java.util.Optional;

/**
 * What the objects of one execution say, without judgement.
 *
 * @param verdict what the child itself says of its end
 * @param tasks what ran, in order; a Job has one, named {@link Failure#WHOLE}
 * @param events Events of the child and its pods; empty also before they were read
 */
public record Evidence(Optional<Verdict> verdict, List<Task> tasks, List<Event> events) {

  public Evidence {
    tasks = List.copyOf(tasks);
    events = List.copyOf(events);
  }

  /** No object was seen. */
  public static Evidence none() {
    return new Evidence(Optional.empty(), List.of(), List.of());
  }

  /** A reason and a message, as a condition or a status gives them. */
  public record Verdict(String reason, String message) {}

  /** One task and the pods that were made for it. */
  public record Task(String name, int index, Optional<Verdict> verdict, List<Pod> pods) {
    public Task {
      pods = List.copyOf(pods);
    }
  }

  /**
   * One pod.
   *
   * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed} or {@code
   *     Unknown}
   * @param verdict reason and message of the pod's own status
   * @param conditions its conditions, by type, such as {@code DisruptionTarget}
   * @param deleted it was deleted, or is being deleted
   */
  public record Pod(
      String uid,
      String name,
      String phase,
      Optional<Verdict> verdict,
      List<PodCondition> conditions,
      List<Container> containers,
      boolean deleted) {
    public Pod {
      conditions = List.copyOf(conditions);
      containers = List.copyOf(containers);
    }
  }

  /** A condition of a pod. */
  public record PodCondition(String type, boolean isTrue, String reason, String message) {}

  /**
   * One container of a pod.
   *
   * @param started it has started at least once
   */
  public record Container(
      String name, Role role, boolean started, int restarts, ContainerState state) {

    /** What the container is there for. */
    public enum Role {
      /** The workflow itself. */
      WORKFLOW,
      INIT,
      SIDECAR
    }
  }

  /**
   * Where a container is.
   *
   * @param exitCode present once it has ended
   */
  public record ContainerState(
      Kind kind, Optional<Integer> exitCode, String reason, String message) {

    /** The three states of Kubernetes, and that none was reported. */
    public enum Kind {
      WAITING,
      RUNNING,
      TERMINATED,
      UNREPORTED
    }
  }

  /** An Event on the child or on one of its pods. */
  public record Event(String involvedUid, String reason, String message) {}
}
