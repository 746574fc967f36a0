package ai.kubernaut.we.testkit.model.search;

import java.util.ArrayList;
import java.util.List;

/** The states that took a number of faults, by their distance from the initial one. */
final class Layer<S> {

  private final boolean needed;
  private final List<List<Found<S>>> levels = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param needed whether faults are possible after its states, so that they have to be kept
   */
  Layer(boolean needed) {
    this.needed = needed;
  }

  void keep(List<Found<S>> level) {
    if (needed) {
      levels.add(level);
    }
  }

  int depth() {
    return levels.size();
  }

  List<Found<S>> level(int depth) {
    return depth < levels.size() ? levels.get(depth) : List.of();
  }
}
