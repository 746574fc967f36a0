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
  private static final String BUNDLE = "registry.example/workflows/restart:v1";

  /** The value of a parameter that no workflow declares: it must be told to nobody. */
  static final String SECRET = "canary-7f3a";

  /** An execution of a one-tick workflow. */
  public static Subject of(String name, String target, String engine) {
    return of(name, target, Optional.of(engine));
  }

  /** An execution whose engine the configuration decides. */
  public static Subject of(String name, String target) {
    return of(name, target, Optional.empty());
  }

  /** One more execution of the same target. */
  static Subject next(Subject other) {
    return of("next", other.spec().targetResource(), Optional.of(Engines.JOB));
  }

  private static Subject of(String name, String target, Optional<String> engine) {
    return new Subject(
        name, spec(target, "1", engine), engine, LockName.of(target).orElseThrow().value());
  }

  private static WorkflowExecutionSpec spec(
      String target, String version, Optional<String> engine) {
    WorkflowRef.Builder ref =
        WorkflowRef.builder("wf", version, BUNDLE).declaredParameters(Map.of("MODE", true));
    engine.ifPresent(ref::engine);
    return WorkflowExecutionSpec.of(target, ref.build())
        .withParameters(Map.of("MODE", "gentle", "PASSWORD", SECRET))
        .withTimeout("1m");
  }

  String uid() {
    return UID_PREFIX + name;
  }

  /** Its uid's position in a name: uids are made of names, which keeps traces readable. */
  static String nameOf(String uid) {
    return uid.startsWith(UID_PREFIX) ? uid.substring(UID_PREFIX.length()) : uid;
  }

  WorkflowExecution created() {
    return new WorkflowExecution(
        new Metadata(
            NAMESPACE,
            name,
            uid(),
            "",
            1,
            Ticks.NOW,
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of()),
        Optional.of(spec),
        WorkflowExecutionStatus.empty());
  }

  /** Its spec, changed to the other engine. */
  WorkflowExecutionSpec edited() {
    String other = engine.filter(Engines.JOB::equals).isPresent() ? Engines.TEKTON : Engines.JOB;
    return spec(spec.targetResource(), "2", Optional.of(other));
  }

  /** Whether another differs in nothing but its name. */
  boolean like(Subject other) {
    return engine.equals(other.engine) && lockName.equals(other.lockName);
  }
}
