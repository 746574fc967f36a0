package ai.kubernaut.we.testkit.model.search;

import java.util.List;
import java.util.Optional;

/**
 * A world with a controller in it, as states and the steps between them.
 *
 * <p>A run without faults is fair: of the steps out of a state the first one that is fair is taken.
 * So {@link #steps} lists them in the order in which they are due, and says of what need never
 * happen that it is not fair.
 *
 * @param <S> an immutable state
 */
public interface Model<S> {

  /** Where every run begins. */
  S initial();

  /** Everything that can happen next without a further fault, the most urgent first. */
  List<Step<S>> steps(S state);

  /** Everything that can happen next and takes further faults, one or more. */
  List<Step<S>> disturbances(S state);

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

  /** How many faults a run may have. */
  int mostFaults();

  /** The promise that this state breaks, if it does. */
  Optional<Violation> violation(S state);

  /** The promise that this state breaks if nothing more happens: no step out of it is fair. */
  Optional<Violation> violationAtRest(S state);
}
