package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.Optional;

/** A promise of one's own, checked in every state besides those of every model. */
@FunctionalInterface
public interface Promise {

  /** How a world breaks it, if it does. */
  Optional<Violation> broken(World world);
}
