package ai.kubernaut.we.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.settle.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine in memory keeps the contract; nothing happens in its world unless it is said. */
class SimulatedEngineTest extends ExecutionEngineContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final SimulatedWorld world = new SimulatedWorld("simulated", InstantSource.fixed(NOW));

  @Override
  protected Stage stage() {
    return world;
  }

  private Child child() {
    return engine.children(EXECUTION, Set.of()).get(0);
  }

  private void running() {
    assertThat(engine.create(spec(NAME, EXECUTION))).isEqualTo(new Outcome.Done());
    assertThat(engine.start(child())).isEqualTo(new Outcome.Done());
    world.run(NAME);
  }

  @Test
  void aStoppedChildIsStoppingUntilTheWorldGoesOn() {
    running();
    assertThat(engine.stop(child())).isEqualTo(new Outcome.Done());
    assertThat(child().state()).isEqualTo(ChildState.STOPPING);

    world.settle();
    assertThat(child().state()).isEqualTo(ChildState.FAILED);
    assertThat(child().endedAt()).contains(NOW);
  }

  @Test
  void aDeletedChildWaitsForItsPodsUntilTheWorldGoesOn() {
    running();
    assertThat(engine.delete(child())).isEqualTo(new Outcome.Done());
    assertThat(child().removal()).isEqualTo(Removal.FOREGROUND);
    assertThat(engine.release(child())).isInstanceOf(Outcome.Stale.class);

    world.settle();
    assertThat(child().removal()).isEqualTo(Removal.RELEASABLE);
  }

  @Test
  void whatCannotHappenIsSaid() {
    assertThat(engine.create(spec(NAME, EXECUTION))).isEqualTo(new Outcome.Done());

    assertThatIllegalStateException()
        .isThrownBy(() -> world.run(NAME))
        .withMessage(NAME + " cannot begin to run: it is Held");
    assertThatIllegalStateException()
        .isThrownBy(() -> world.exit(NAME, 0))
        .withMessage(NAME + " cannot exit: nothing of it runs");
    assertThatIllegalStateException()
        .isThrownBy(() -> world.exit("wfe-none", 0))
        .withMessage("there is no child wfe-none");
    assertThatThrownBy(() -> world.await(() -> false)).isInstanceOf(AssertionError.class);
  }
}
