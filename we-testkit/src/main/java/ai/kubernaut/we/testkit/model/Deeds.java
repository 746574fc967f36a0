package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.plan.Effect;
import java.util.Optional;

/** What effects are about. */
final class Deeds {

  private Deeds() {}

  static String describe(Effect effect) {
    String name = effect.getClass().getSimpleName();
    if (effect instanceof Effect.CreateChild create) {
      return name + "(" + create.spec().engine() + ")";
    }
    return child(effect).map(child -> name + "(" + child.uid() + ")").orElse(name);
  }

  /** The child that a step is about, where it exists already. */
  static Optional<Child> child(Effect effect) {
    if (effect instanceof Effect.StartChild start) {
      return Optional.of(start.child());
    }
    if (effect instanceof Effect.StopChild stop) {
      return Optional.of(stop.child());
    }
    if (effect instanceof Effect.DeleteChild delete) {
      return Optional.of(delete.child());
    }
    return effect instanceof Effect.ReleaseChild release
        ? Optional.of(release.child())
        : Optional.empty();
  }

  static boolean creates(Effect effect) {
    return effect instanceof Effect.TakeLock || effect instanceof Effect.CreateChild;
  }

  /**
   * A number for what a step says, other than for whom.
   *
   * @param names under which children are known
   */
  static long mark(Effect effect, Renaming names) {
    long about = effect.getClass().getSimpleName().hashCode();
    if (effect instanceof Effect.CreateChild create) {
      long engine = create.spec().engine().hashCode();
      return Mark.then(Mark.then(about, engine), create.spec().image().hashCode());
    }
    if (effect instanceof Effect.TakeLock take) {
      return Mark.then(about, take.decision().hashCode());
    }
    if (effect instanceof Effect.MarkCooldown mark) {
      return Mark.then(about, Ticks.since(mark.until()));
    }
    return child(effect)
        .map(c -> Mark.then(about, names.child(Uids.number(c.uid()))))
        .orElse(about);
  }
}
