package ai.kubernaut.we.testkit.engine;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.engine.ExecutionEngine;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.settle.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An engine in memory, to test what orders children without a cluster. Without a thread and without
 * a clock of its own, it does nothing between two calls: what children do, and what goes wrong, is
 * said to its {@link SimulatedWorld}.
 *
 * <pre>{@code
 * SimulatedWorld world = new SimulatedWorld("job", clock);
 * ExecutionEngine engine = world.open();
 * engine.create(spec);
 * engine.start(engine.children(executionUid, Set.of()).get(0));
 * world.run(spec.name());
 * world.exit(spec.name(), 3);
 * }</pre>
 *
 * <p>It always shows what is so now, and its views are never late.
 */
public final class SimulatedEngine implements ExecutionEngine {

  private static final Outcome DONE = new Outcome.Done();

  private final SimulatedWorld world;

  SimulatedEngine(SimulatedWorld world) {
    this.world = world;
  }

  @Override
  public String name() {
    return world.engine();
  }

  @Override
  public Availability availability() {
    return world.installed() ? Availability.SERVED : Availability.NOT_SERVED;
  }

  @Override
  public List<Child> children(String executionUid, Set<String> names) {
    return world.objects().stream()
        .map(SimulatedObject::view)
        .filter(child -> child.belongsTo(executionUid) || names.contains(child.name()))
        .toList();
  }

  @Override
  public Optional<List<Child>> read(Set<String> names, boolean withEvents) {
    return Optional.of(children("", names));
  }

  @Override
  public Outcome create(ChildSpec spec) {
    return world.change(
        () -> {
          if (!world.installed()) {
            return new Outcome.Delayed(
                FailureReason.UNKNOWN, "The API of the engine is not served.", Optional.empty());
          }
          if (world.find(spec.name()).isPresent()) {
            return new Outcome.Stale(spec.name() + " already exists");
          }
          world.add(SimulatedObject.of(spec, world.next()));
          return DONE;
        });
  }

  @Override
  public Outcome start(Child child) {
    return change(
        child,
        object ->
            unlessChanged(
                child,
                object,
                () -> {
                  object.state = ChildState.STARTED;
                  return DONE;
                }));
  }

  /** Its workflow gets the signal to end; until it has, the child is stopping. */
  @Override
  public Outcome stop(Child child) {
    return change(
        child,
        object ->
            unlessChanged(
                child,
                object,
                () -> {
                  object.stop();
                  return DONE;
                }));
  }

  /** Whatever has become of it in the meantime; one that is gone is deleted. */
  @Override
  public Outcome delete(Child child) {
    return world.find(child.name()).isEmpty()
        ? world.change(() -> DONE)
        : change(
            child,
            object -> {
              object.removal = Removal.FOREGROUND;
              return DONE;
            });
  }

  @Override
  public Outcome release(Child child) {
    return change(
        child,
        object ->
            unlessChanged(
                child,
                object,
                () -> {
                  if (object.removal != Removal.RELEASABLE) {
                    return new Outcome.Stale(child.describe() + " cannot be released yet");
                  }
                  world.remove(child.name());
                  return DONE;
                }));
  }

  private Outcome change(Child child, Function<SimulatedObject, Outcome> step) {
    return world.change(
        () ->
            world
                .find(child.name())
                .filter(object -> child.ours() && object.uid.equals(child.uid()))
                .map(
                    object -> {
                      Outcome outcome = step.apply(object);
                      if (outcome.equals(DONE)) {
                        object.version = world.next();
                      }
                      return outcome;
                    })
                .orElseGet(() -> new Outcome.Stale(child.describe() + " is another, or gone")));
  }

  private static Outcome unlessChanged(
      Child child, SimulatedObject object, Supplier<Outcome> step) {
    return child.resourceVersion().equals(Long.toString(object.version))
        ? step.get()
        : new Outcome.Stale(child.describe() + " has changed since it was seen");
  }
}
