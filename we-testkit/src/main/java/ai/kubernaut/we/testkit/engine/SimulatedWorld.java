package ai.kubernaut.we.testkit.engine;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Resources;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.engine.ExecutionEngine;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.settle.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The world of {@link SimulatedEngine}s: the children, and what happens to them. All engines that
 * it opens share it, so that a second one stands for a controller that was started again. Not for
 * more than one thread.
 */
public final class SimulatedWorld implements Stage {

  private final String engine;
  private final InstantSource clock;
  private final Map<String, SimulatedObject> objects = new LinkedHashMap<>();
  private UnaryOperator<Supplier<Outcome>> fault = UnaryOperator.identity();
  private boolean installed = true;
  private long changes;

  /**
   * A world without children.
   *
   * @param engine the name by which specs choose its engines
   * @param clock tells when a child ended
   */
  public SimulatedWorld(String engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public ExecutionEngine open() {
    return new SimulatedEngine(this);
  }

  /** What was asked to end ends, then it must hold. */
  @Override
  public void await(BooleanSupplier holds) {
    if (!holds.getAsBoolean()) {
      settle();
      if (!holds.getAsBoolean()) {
        throw new AssertionError("what was awaited does not come: nothing else will happen");
      }
    }
  }

  /** Lets what was asked to end have ended: children that were stopped, pods of deleted ones. */
  public void settle() {
    for (SimulatedObject object : objects.values()) {
      if (object.settle(clock.instant())) {
        object.version = next();
      }
    }
  }

  @Override
  public void run(String name) {
    SimulatedObject object = get(name);
    object.run();
    object.version = next();
  }

  @Override
  public void exit(String name, int code) {
    SimulatedObject object = get(name);
    object.exit(code, clock.instant());
    object.version = next();
  }

  @Override
  public boolean isRunning(String name) {
    return find(name).filter(SimulatedObject::runs).isPresent();
  }

  @Override
  public void deleteByHand(String name) {
    SimulatedObject object = get(name);
    object.removal = object.runs() ? Removal.CARELESS : Removal.RELEASABLE;
    object.version = next();
  }

  @Override
  public void removeByHand(String name) {
    remove(get(name).name());
  }

  @Override
  public void createForeign(String name) {
    ChildSpec spec =
        new ChildSpec(
            engine,
            Settings.DEFAULTS.executionNamespace(),
            name,
            "",
            Map.of(),
            Duration.ZERO,
            Optional.empty(),
            Dependencies.none(),
            new Resources(Map.of(), Map.of(), List.of()),
            Optional.empty(),
            Map.of(),
            Map.of());
    add(SimulatedObject.of(spec, next()));
  }

  @Override
  public String contents(String name) {
    return find(name).map(object -> object.uid + " " + object.view()).orElse("");
  }

  @Override
  public void uninstall() {
    installed = false;
    objects.clear();
  }

  @Override
  public void install() {
    installed = true;
  }

  @Override
  public boolean refuseNext() {
    fault =
        change ->
            () ->
                new Outcome.Refused(
                    FailureReason.FORBIDDEN,
                    "The simulated server refused it.",
                    "Grant what it asks for.");
    return true;
  }

  @Override
  public boolean loseNext(boolean landed) {
    fault =
        change ->
            () -> {
              Optional<Outcome> unseen = landed ? Optional.of(change.get()) : Optional.empty();
              return new Outcome.Unknown(
                  unseen.isPresent() ? "The answer was lost." : "The request was lost.");
            };
    return true;
  }

  @Override
  public void close() {
    objects.clear();
  }

  String engine() {
    return engine;
  }

  boolean installed() {
    return installed;
  }

  Collection<SimulatedObject> objects() {
    return objects.values();
  }

  Optional<SimulatedObject> find(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  void add(SimulatedObject object) {
    objects.put(object.name(), object);
  }

  void remove(String name) {
    objects.remove(name);
  }

  /** A number that is larger than all before it. */
  long next() {
    return ++changes;
  }

  /** Carries out a request, or what was to go wrong with it. */
  Outcome change(Supplier<Outcome> request) {
    Supplier<Outcome> disturbed = fault.apply(request);
    fault = UnaryOperator.identity();
    return disturbed.get();
  }

  private SimulatedObject get(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("there is no child " + name));
  }
}
