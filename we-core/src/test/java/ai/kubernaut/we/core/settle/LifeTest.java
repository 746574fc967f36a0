package ai.kubernaut.we.core.settle;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole life of an execution in a world without faults, step by step. */
class LifeTest {

  private static final int MORE_STEPS_THAN_ANY_LIFE_TAKES = 40;

  private final World world =
      World.around(AnExecution.pending("mine").withoutFinalizer()).nothingHandedOver();
  private final List<String> writes = new ArrayList<>();

  /** Goes on until there is nothing to do but to wait. */
  private Plan.Await goOn() {
    for (int step = 0; step < MORE_STEPS_THAN_ANY_LIFE_TAKES; step++) {
      world.atCaches();
      Plan plan = world.plan();
      if (plan instanceof Plan.Look) {
        plan = world.atServer().plan();
      }
      if (plan instanceof Plan.Await wait) {
        return wait;
      }
      apply(plan);
    }
    throw new AssertionError("it goes round in circles: " + writes);
  }

  private void apply(Plan plan) {
    if (plan instanceof Plan.Act act) {
      apply(act.effect());
    } else if (plan instanceof Plan.Write write) {
      writes.add(write.change().getClass().getSimpleName());
      world.goOn();
    }
  }

  private void apply(Effect effect) {
    if (!(effect instanceof Effect.SubmitAudit)) {
      writes.add(effect.getClass().getSimpleName());
    }
    if (effect instanceof Effect.AddFinalizer) {
      world.withFinalizer();
    } else if (effect instanceof Effect.TakeLock) {
      world.ourLock();
    } else if (effect instanceof Effect.CreateChild) {
      becomes(ChildState.HELD, Removal.NONE);
    } else if (effect instanceof Effect.StartChild) {
      becomes(ChildState.STARTED, Removal.NONE);
    } else if (effect instanceof Effect.DeleteChild) {
      becomes(ChildState.SUCCEEDED, Removal.RELEASABLE);
    } else if (effect instanceof Effect.ReleaseChild) {
      world.onlyChild(Optional.empty()).sawItsChildGo();
    } else if (effect instanceof Effect.ReleaseLock) {
      world.noLock();
    } else if (effect instanceof Effect.SubmitAudit submit) {
      Observation o = world.observation();
      List<AuditEventType> types = new ArrayList<>(o.audit().submitted());
      submit.events().forEach(event -> types.add(event.type()));
      world.audit(new AuditProgress(Set.copyOf(types), Set.of(), Optional.empty()));
    }
  }

  private void becomes(ChildState state, Removal removal) {
    world.onlyChild(Optional.of(AChild.of(world.execution(), state).removal(removal)));
  }

  @Test
  void takesTenWritesFromItsCreationToTheReleaseOfItsLock() {
    assertThat(goOn().until()).isPresent();
    assertThat(writes)
        .containsExactly("AddFinalizer", "TakeLock", "CreateChild", "Run", "StartChild");

    becomes(ChildState.SUCCEEDED, Removal.NONE);
    assertThat(goOn().until()).contains(NOW.plus(Duration.ofMinutes(5)));
    world.auditConfirmed();
    assertThat(goOn().until()).contains(NOW.plus(Duration.ofMinutes(5)));
    world.after(Duration.ofMinutes(5));

    assertThat(goOn().until()).isEmpty();
    assertThat(writes)
        .containsExactly(
            "AddFinalizer",
            "TakeLock",
            "CreateChild",
            "Run",
            "StartChild",
            "Complete",
            "AuditConfirmed",
            "DeleteChild",
            "ReleaseChild",
            "ReleaseLock");
  }

  @Test
  void writesNothingAfterARestartWhenItIsAtRest() {
    takesTenWritesFromItsCreationToTheReleaseOfItsLock();
    writes.clear();
    world.nothingHandedOver();

    assertThat(goOn().until()).isEmpty();
    assertThat(writes).isEmpty();
  }
}
