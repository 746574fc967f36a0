package ai.kubernaut.we.testkit.model.search;

import java.util.List;
import java.util.Optional;

/**
 * A world with a controller in it, as states and the steps between them.
 *
 * @param <S> an immutable state
 */
public interface Model<S> {

  /** Where every run begins. */
  S initial();

  /** Everything that can happen next. */
  List<Step<S>> steps(S state);

  /**
   * Equal for states that behave alike, whatever their names, versions and absolute times; distinct
   * for all others, but for a collision of 64-bit hashes.
   */
  long fingerprint(S state);

  /**
   * How many faults it took to get here. No step lowers it. Of two states that behave alike the one
   * with fewer faults is explored: all that can follow the other can follow it too.
   */
  int faults(S state);

  /** The promise that this state breaks, if it does. */
  Optional<Violation> violation(S state);

  /**
   * The state after this one in the one fair run without further faults; empty at rest, where
   * nothing is left to do. Search proves that every such run ends.
   */
  Optional<Step<S>> calm(S state);

  /** The promise that this state breaks if nothing more happens. */
  Optional<Violation> violationAtRest(S state);
}
