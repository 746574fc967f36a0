package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.search.Step;
import java.util.function.Consumer;

/** Steps that change a world. */
final class Steps {

  private Steps() {}

  static Step<World> of(World world, String what, Consumer<World.Draft> change) {
    return new Step<>(
        () -> what,
        () -> {
          World.Draft draft = world.edit();
          change.accept(draft);
          return draft.build();
        });
  }
}
