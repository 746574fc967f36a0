package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.plan.Effect;

/** Effects in words, for traces. */
final class Effects {

  private Effects() {}

  static String describe(Effect effect) {
    String name = effect.getClass().getSimpleName();
    if (effect instanceof Effect.CreateChild create) {
      return name + "(" + create.spec().engine() + ")";
    }
    if (effect instanceof Effect.StartChild start) {
      return name + "(" + start.child().uid() + ")";
    }
    if (effect instanceof Effect.DeleteChild delete) {
      return name + "(" + delete.child().uid() + ")";
    }
    return name;
  }
}
