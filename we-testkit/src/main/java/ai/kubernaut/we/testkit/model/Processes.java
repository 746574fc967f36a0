package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.testkit.model.Controller.Outbox;
import java.util.EnumSet;
import java.util.List;

/** What happens to controllers, to discovery and to the audit sink. */
final class Processes {

  private final Moves moves;
  private final World world;

  Processes(Moves moves) {
    this.moves = moves;
    this.world = moves.world();
  }

  /** A crash of the only controller starts another; of two it leaves the other. */
  static void crash(Draft d, int index) {
    if (d.controllers.size() > 1) {
      d.controllers = List.of(d.controllers.get(1 - index));
    } else {
      d.controllers = List.of(Controller.started(d.controllers.get(0).name(), d.ledgers.size()));
    }
  }

  /** What was out of order works again. */
  void recoveries() {
    for (int i = 0; i < world.controllers().size(); i++) {
      Controller c = world.controllers().get(i);
      if (c.stalled() != 0) {
        catchUps(i, c);
      }
    }
    discovers(Engines.JOB);
    discovers(Engines.TEKTON);
    if (world.around().catalogDown()) {
      moves.fair(() -> "the catalog answers again", d -> d.around(d.around.withCatalogDown(false)));
    }
  }

  private void catchUps(int index, Controller c) {
    if ((c.stalled() & Kind.EVERYTHING) != 0) {
      catchUp(index, c, Kind.EVERYTHING, "everything");
      return;
    }
    for (Kind kind : Kind.ALL) {
      if (kind.in(c.stalled())) {
        catchUp(index, c, kind.bit(), kind.toString());
      }
    }
  }

  private void catchUp(int index, Controller c, int kinds, String what) {
    moves.fair(
        () -> "%s hears what it has missed (%s)".formatted(c.name(), what),
        d -> d.controller(index, c.caughtUp(kinds)));
  }

  private void discovers(String engine) {
    if (!world.around().knows(engine)) {
      moves.fair(
          () -> "discovery works again for " + engine,
          d -> d.around(d.around.withKnown(engine, true)));
    }
  }

  void faults() {
    for (int i = 0; i < world.controllers().size(); i++) {
      int index = i;
      moves.fault(
          Disturbance.CRASH,
          () -> world.controllers().get(index).name() + " crashes",
          d -> crash(d, index));
    }
    secondLeader();
    otherDefault();
    catalog();
    discoveryFails(Engines.JOB);
    discoveryFails(Engines.TEKTON);
    unnoticed();
  }

  /** What makes no difference. */
  private void unnoticed() {
    if (!reduces(Reduction.UNNOTICED_OUTAGES) && !world.around().sinkDown()) {
      moves.fault(
          Disturbance.AUDIT_DOWN,
          () -> "the audit sink stops answering",
          d -> d.around(d.around.withSinkDown(true)));
    }
    if (!reduces(Reduction.LAGS)) {
      for (int i = 0; i < world.controllers().size(); i++) {
        for (Kind kind : Kind.ALL) {
          lag(i, world.controllers().get(i), kind);
        }
      }
    }
  }

  private void lag(int index, Controller c, Kind kind) {
    if (!kind.in(c.stalled())) {
      moves.fault(
          Disturbance.STALLED_WATCH,
          () -> "%s hears nothing more (%s)".formatted(c.name(), kind),
          d -> d.controller(index, c.lagging(kind, d.server)));
    }
  }

  /** A second leader makes a difference only while the first one is behind. */
  private void secondLeader() {
    Controller first = world.controllers().get(0);
    boolean needed = !first.level() || !reduces(Reduction.EQUAL_LEADERS);
    if (world.controllers().size() == 1 && needed) {
      String name = first.name().equals("leader 1") ? "leader 2" : "leader 1";
      moves.fault(
          Disturbance.SECOND_LEADER,
          () -> name + " leads too",
          d -> d.controllers = List.of(first, Controller.started(name, d.ledgers.size())));
    }
  }

  private void otherDefault() {
    String other =
        world.around().defaultEngine().equals(Engines.JOB) ? Engines.TEKTON : Engines.JOB;
    if (moves.stage().scenario().subjects().stream().anyMatch(s -> s.engine().isEmpty())) {
      moves.fault(
          Disturbance.OTHER_DEFAULT,
          () -> "a restart makes %s the default engine".formatted(other),
          d -> {
            d.around(d.around.withDefaultEngine(other));
            d.controllers =
                List.of(Controller.started(d.controllers.get(0).name(), d.ledgers.size()));
          });
    }
  }

  private void catalog() {
    Surroundings around = world.around();
    if (around.catalog() == Catalog.NONE) {
      return;
    }
    for (Catalog other : EnumSet.complementOf(EnumSet.of(Catalog.NONE, around.catalog()))) {
      moves.fault(
          Disturbance.OTHER_CATALOG,
          () -> "the catalog changes: " + other,
          d -> d.around(d.around.withCatalog(other)));
    }
    boolean asked = world.server().executions().count(Traits.PENDING) > 0;
    if (!around.catalogDown() && (asked || !reduces(Reduction.UNNOTICED_OUTAGES))) {
      moves.fault(
          Disturbance.CATALOG_DOWN,
          () -> "the catalog answers nothing",
          d -> d.around(d.around.withCatalogDown(true)));
    }
  }

  private boolean reduces(Reduction reduction) {
    return moves.stage().scenario().reduces(reduction);
  }

  private void discoveryFails(String engine) {
    if (world.around().knows(engine) && awaited(engine)) {
      moves.fault(
          Disturbance.ENGINE_UNKNOWN,
          () -> "discovery fails for " + engine,
          d -> d.around(d.around.withKnown(engine, false)));
    }
  }

  /** Whether somebody is about to use it. */
  private boolean awaited(String engine) {
    if (!reduces(Reduction.UNNOTICED_OUTAGES)) {
      return true;
    }
    for (Item<WorkflowExecution> item : world.server().executions().items()) {
      Subject subject = moves.stage().scenario().subject(item.value().metadata().uid());
      if (item.value().phase() == Phase.PENDING && subject.engine().orElse(engine).equals(engine)) {
        return true;
      }
    }
    return false;
  }

  /** The sink works again, and gets what waits for it. */
  void sink() {
    if (world.around().sinkDown()) {
      moves.fair(() -> "the audit sink works again", Processes::sinkWorks);
    }
  }

  private static void sinkWorks(Draft d) {
    d.around(d.around.withSinkDown(false));
    for (int i = 0; i < d.controllers.size(); i++) {
      for (int subject = 0; subject < d.ledgers.size(); subject++) {
        deliver(d, i, subject, d.controllers.get(i).outboxes().get(subject));
      }
    }
  }

  private static void deliver(Draft d, int controller, int subject, Outbox outbox) {
    if (outbox.confirmed() != outbox.submitted() && !outbox.rejected()) {
      new Promises(d).delivers(subject, outbox.submitted());
      String name = d.stage().scenario().everybody().get(subject).name();
      Outbox confirmed = new Outbox(outbox.submitted(), outbox.submitted(), false);
      d.controller(
          controller,
          d.controllers
              .get(controller)
              .with(subject, d.server.executions().has(name) ? confirmed : Outbox.EMPTY));
    }
  }
}
