package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.child.Progress;
import ai.kubernaut.we.core.failure.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Children as they are created, and as they become. */
final class Children {

  private static final Progress RUNNING = new Progress("Running", "", 0, 1, Optional.empty());
  private static final Progress ENDED = new Progress("Ended", "", 1, 1, Optional.empty());

  private Children() {}

  static Child held(String uid, ChildSpec spec) {
    return new Child(
        spec.engine(),
        kind(spec.engine()),
        spec.namespace(),
        spec.name(),
        uid,
        "",
        spec.annotations().getOrDefault(Names.EXECUTION_UID_LABEL, ""),
        spec.annotations().getOrDefault(Names.SOURCE_NAMESPACE_LABEL, "")
            + "/"
            + spec.annotations().getOrDefault(Names.EXECUTION_LABEL, ""),
        ChildState.HELD,
        Removal.NONE,
        RUNNING,
        Optional.empty(),
        Evidence.none());
  }

  /** Somebody else's, which runs for ever. */
  static Child foreign(String engine, String namespace, String name, String uid) {
    return new Child(
        engine,
        kind(engine),
        namespace,
        name,
        uid,
        "",
        "",
        "",
        ChildState.STARTED,
        Removal.NONE,
        RUNNING,
        Optional.empty(),
        Evidence.none());
  }

  private static String kind(String engine) {
    return engine.equals(Engines.JOB) ? "Job" : "PipelineRun";
  }

  static Child in(Child c, ChildState state) {
    return copy(c, state, c.removal(), c.endedAt(), c.evidence());
  }

  static Child stopping(Child c) {
    return c.state().ended() || c.state() == ChildState.STOPPING ? c : in(c, ChildState.STOPPING);
  }

  static Child deletedInForeground(Child c) {
    return c.removal() == Removal.NONE || c.removal() == Removal.CARELESS
        ? removing(c, Removal.FOREGROUND)
        : c;
  }

  static Child removing(Child c, Removal removal) {
    return copy(c, c.state(), removal, c.endedAt(), c.evidence());
  }

  static Child ended(Child c, ChildState state, String verdict) {
    return copy(
        c,
        state,
        c.removal(),
        Optional.of(Ticks.NOW),
        new Evidence(
            shape(c.engine()),
            Optional.of(new Evidence.Verdict(verdict, "")),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  static Evidence.Shape shape(String engine) {
    return engine.equals(Engines.JOB) ? Evidence.Shape.ONE_TASK : Evidence.Shape.PIPELINE;
  }

  static Child copy(
      Child c, ChildState state, Removal removal, Optional<Instant> endedAt, Evidence evidence) {
    return new Child(
        c.engine(),
        c.kind(),
        c.namespace(),
        c.name(),
        c.uid(),
        "",
        c.executionUid(),
        c.execution(),
        state,
        removal,
        state.ended() ? ENDED : RUNNING,
        endedAt,
        evidence);
  }
}
