package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executions as others than the controller's decisions change them. */
final class Executions {

  /** What somebody who clears an execution has put on it. */
  static final Map<String, String> STAMP =
      Map.of(
          Names.CLEAR_ANNOTATION, "looked at it",
          Names.CLEARED_BY_ANNOTATION, "alice",
          Names.CLEARED_AT_ANNOTATION, Ticks.NOW.toString());

  private Executions() {}

  /** With or without our finalizer. */
  static WorkflowExecution held(WorkflowExecution e, boolean held) {
    Metadata m = e.metadata();
    List<String> finalizers = held ? List.of(Names.CLEANUP_FINALIZER) : List.of();
    return e.withMetadata(
        metadata(m, m.generation(), m.annotations(), finalizers, m.deletionTimestamp()));
  }

  static WorkflowExecution cancelled(WorkflowExecution e) {
    Metadata m = e.metadata();
    Map<String, String> more = new HashMap<>(m.annotations());
    more.put(Names.CANCEL_ANNOTATION, "enough");
    return e.withMetadata(metadata(m, m.generation(), more, m.finalizers(), m.deletionTimestamp()));
  }

  /** With the stamp of somebody who has looked at it. */
  static WorkflowExecution cleared(WorkflowExecution e) {
    Metadata m = e.metadata();
    Map<String, String> more = new HashMap<>(m.annotations());
    more.putAll(STAMP);
    return e.withMetadata(metadata(m, m.generation(), more, m.finalizers(), m.deletionTimestamp()));
  }

  static WorkflowExecution deleted(WorkflowExecution e) {
    Metadata m = e.metadata();
    return e.withMetadata(
        metadata(m, m.generation(), m.annotations(), m.finalizers(), Optional.of(Ticks.NOW)));
  }

  private static Metadata metadata(
      Metadata m,
      long generation,
      Map<String, String> annotations,
      List<String> finalizers,
      Optional<Instant> deletion) {
    return new Metadata(
        m.namespace(),
        m.name(),
        m.uid(),
        m.resourceVersion(),
        generation,
        m.creationTimestamp(),
        deletion,
        m.labels(),
        annotations,
        finalizers);
  }

  /** With another spec, on a server that lets that pass. */
  static WorkflowExecution edited(WorkflowExecution e, Subject subject) {
    Metadata m = e.metadata();
    return new WorkflowExecution(
        metadata(m, m.generation() + 1, m.annotations(), m.finalizers(), m.deletionTimestamp()),
        Optional.of(subject.edited()),
        e.status());
  }
}
