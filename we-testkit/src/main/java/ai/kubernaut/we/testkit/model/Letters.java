package ai.kubernaut.we.testkit.model;

import java.util.List;

/** Requests that nobody waits for any more. */
final class Letters {

  private final Moves moves;
  private final World world;

  Letters(Moves moves) {
    this.moves = moves;
    this.world = moves.world();
  }

  /** One arrives, or none ever does. That one arrives where it is refused is as if it never did. */
  void steps() {
    if (world.late().isEmpty()) {
      return;
    }
    moves.fair(() -> "what is on its way never arrives", d -> d.late = List.of());
    for (int i = 0; i < world.late().size(); i++) {
      arrival(i, world.late().get(i));
    }
  }

  private void arrival(int index, Request request) {
    Draft draft = world.edit(moves.stage()).landed(index);
    ApiServer.handle(draft, request);
    boolean refused = Same.object(draft.server, world.server());
    if (!refused || !moves.stage().scenario().reduces(Reduction.REFUSED_LETTERS)) {
      moves.add(() -> "late, %s arrives".formatted(request), draft, false, -1);
    }
  }
}
