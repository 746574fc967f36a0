package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.search.Model;
import ai.kubernaut.we.testkit.model.search.Step;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * A model that holds every two worlds of one fingerprint against each other: what can follow one
 * has to be what can follow the other. It keeps a world for each fingerprint, and expands every
 * further one that has it.
 */
final class Lookalikes implements Model<World> {

  private final ExecutionModel model;
  private final ConcurrentMap<Long, World> known = new ConcurrentHashMap<>();
  private final LongAdder compared = new LongAdder();
  private final AtomicReference<String> difference = new AtomicReference<>();

  Lookalikes(ExecutionModel model) {
    this.model = model;
  }

  /** How many worlds had the fingerprint of one before them. */
  long compared() {
    return compared.sum();
  }

  /** How two worlds of one fingerprint differ, if any do: what follows, and what is in them. */
  Optional<String> difference() {
    return Optional.ofNullable(difference.get());
  }

  @Override
  public long fingerprint(World w) {
    long fingerprint = model.fingerprint(w);
    World first = known.putIfAbsent(fingerprint, w);
    if (first != null && difference.get() == null) {
      compared.increment();
      compare(first, asManyFaults(w, first.faults()));
    }
    return fingerprint;
  }

  private void compare(World one, World other) {
    List<String> differences = new ArrayList<>();
    compare("without a fault", one, other, model::steps, differences);
    compare("by a fault", one, other, model::disturbances, differences);
    if (!model.violation(one).equals(model.violation(other))) {
      differences.add("one breaks a promise");
    }
    if (!differences.isEmpty()) {
      differences.addAll(WorldText.differences(one, other));
      difference.compareAndSet(null, String.join("\n", differences));
    }
  }

  private void compare(
      String how,
      World one,
      World other,
      Function<World, List<Step<World>>> steps,
      List<String> differences) {
    Map<Long, String> after = after(steps.apply(one));
    Map<Long, String> afterOther = after(steps.apply(other));
    if (!after.keySet().equals(afterOther.keySet())) {
      only("only the one, ", how, after, afterOther, differences);
      only("only the other, ", how, afterOther, after, differences);
    }
  }

  private static void only(
      String who,
      String how,
      Map<Long, String> these,
      Map<Long, String> those,
      List<String> differences) {
    these.forEach(
        (fingerprint, step) -> {
          if (!those.containsKey(fingerprint)) {
            differences.add(who + how + ": " + step);
          }
        });
  }

  private Map<Long, String> after(List<Step<World>> steps) {
    Map<Long, String> after = new TreeMap<>();
    for (Step<World> step : steps) {
      long faults = 2L * step.next().faults() + (step.fair() ? 1 : 0);
      after.put(Mark.then(faults, model.fingerprint(step.next())), step.description().get());
    }
    return after;
  }

  private static World asManyFaults(World w, int faults) {
    return new World(
        w.server(),
        w.controllers(),
        w.late(),
        w.ledgers(),
        w.rests(),
        w.around(),
        faults,
        w.revision(),
        w.broken());
  }

  @Override
  public World initial() {
    return model.initial();
  }

  @Override
  public List<Step<World>> steps(World w) {
    return model.steps(w);
  }

  @Override
  public List<Step<World>> disturbances(World w) {
    return model.disturbances(w);
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
    return model.violation(w);
  }

  @Override
  public Optional<Violation> violationAtRest(World w) {
    return model.violationAtRest(w);
  }
}
