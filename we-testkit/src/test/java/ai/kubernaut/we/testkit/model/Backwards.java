package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.search.Model;
import ai.kubernaut.we.testkit.model.search.Step;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A model whose steps are taken in the opposite order. */
record Backwards(ExecutionModel model) implements Model<World> {

  @Override
  public List<Step<World>> steps(World w) {
    return reversed(model.steps(w));
  }

  @Override
  public List<Step<World>> disturbances(World w) {
    return reversed(model.disturbances(w));
  }

  private static List<Step<World>> reversed(List<Step<World>> steps) {
    List<Step<World>> reversed = new ArrayList<>(steps);
    Collections.reverse(reversed);
    return reversed;
  }

  @Override
  public World initial() {
    return model.initial();
  }

  @Override
  public long fingerprint(World w) {
    return model.fingerprint(w);
  }

  @Override
  public int faults(World w) {
    return model.faults(w);
  }

  @Override
  public int mostFaults() {
    return model.mostFaults();
  }

  @Override
  public Optional<Violation> violation(World w) {
    return Optional.empty();
  }

  /** The run that was fair is not fair any more, so nothing is promised of its end. */
  @Override
  public Optional<Violation> violationAtRest(World w) {
    return Optional.empty();
  }
}
