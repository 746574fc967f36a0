package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.target.LockName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An execution that somebody creates sooner or later.
 *
 * @param engine what its spec names; empty leaves it to the configuration
 * @param lockName of its target
 */
public record Subject(
    String name, WorkflowExecutionSpec spec, Optional<String> engine, String lockName) {

  static final String NAMESPACE = "apps";
  private static final String UID_PREFIX = "uid-";

  /** An execution of a one-tick workflow. */
  public static Subject of(String name, String target, String engine) {
    WorkflowRef ref =
        WorkflowRef.builder("wf", "1", "registry.example/workflows/restart:v1")
            .engine(engine)
            .build();
    return of(name, target, ref, Optional.of(engine));
  }

  /** An execution whose engine the configuration decides. */
  public static Subject of(String name, String target) {
    return of(
        name,
        target,
        WorkflowRef.of("wf", "1", "registry.example/workflows/restart:v1"),
        Optional.empty());
  }

  private static Subject of(String name, String target, WorkflowRef ref, Optional<String> engine) {
    return new Subject(
        name,
        WorkflowExecutionSpec.of(target, ref).withTimeout("1m"),
        engine,
        LockName.of(target).orElseThrow().value());
  }

  String uid() {
    return UID_PREFIX + name;
  }

  /** Its uid's position in a name: uids are made of names, which keeps traces readable. */
  static String nameOf(String uid) {
    return uid.startsWith(UID_PREFIX) ? uid.substring(UID_PREFIX.length()) : uid;
  }

  WorkflowExecution createdAt(int tick) {
    return new WorkflowExecution(
        new Metadata(
            NAMESPACE,
            name,
            uid(),
            "",
            1,
            Ticks.at(tick),
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of()),
        Optional.of(spec),
        WorkflowExecutionStatus.empty());
  }

  /** Whether another differs in nothing but its name. */
  boolean like(Subject other) {
    return engine.equals(other.engine) && lockName.equals(other.lockName);
  }
}
