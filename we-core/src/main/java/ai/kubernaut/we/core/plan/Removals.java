package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.core.child.Child;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** In which order children are taken away. */
final class Removals {

  private Removals() {}

  /**
   * The one that is next: first those that nobody has deleted yet. Pods are counted for all
   * children together, so one that waits for its pods may wait for those of a child that is still
   * there.
   */
  static Optional<Child> next(Stream<Child> children) {
    return children.min(Comparator.comparing(Child::removal));
  }
}
