package ai.kubernaut.we.core.engine;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.settle.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What runs workflows. No method throws for what the outside world does: a refusal or a fault is an
 * {@link Outcome}. Every change is conditional on the view that its {@link Child} gives, so that a
 * change which was planned from an old view does nothing; a deletion, on its uid alone. A child
 * that is not ours is never changed.
 */
public interface ExecutionEngine {

  /** The name by which specs choose it, such as {@code job}. */
  String name();

  Availability availability();

  /** The children that carry the execution's uid or one of the names, as last seen. */
  List<Child> children(String executionUid, Set<String> names);

  /**
   * The children of these names, read from the server now.
   *
   * @param withEvents whether their evidence includes Events
   * @return empty if they could not be read
   */
  Optional<List<Child>> read(Set<String> names, boolean withEvents);

  /** Creates a child that does not start yet. */
  Outcome create(ChildSpec spec);

  /** Lets a held child run. */
  Outcome start(Child child);

  /** Ends a started child in the engine's own way; it stays, with its result. */
  Outcome stop(Child child);

  /** Deletes a child after its pods. It stays until it is released. */
  Outcome delete(Child child);

  /** Lets a deleted child go: its name becomes free. */
  Outcome release(Child child);
}
