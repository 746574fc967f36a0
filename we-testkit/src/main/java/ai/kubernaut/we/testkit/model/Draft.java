package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A world in the making. */
final class Draft {

  private final Stage stage;
  private final World from;
  Cluster server;
  List<Controller> controllers;
  List<Request> late;
  List<Ledger> ledgers;
  List<Integer> rests;
  Surroundings around;
  private int faults;
  private int revision;
  private Optional<Violation> broken;
  private int writer = -1;
  private Controller.@Nullable Own written;

  Draft(Stage stage, World w) {
    this.stage = stage;
    from = w;
    server = w.server();
    controllers = w.controllers();
    late = w.late();
    ledgers = w.ledgers();
    rests = w.rests();
    around = w.around();
    faults = w.faults();
    revision = w.revision();
    broken = w.broken();
  }

  Stage stage() {
    return stage;
  }

  boolean slips(Slip slip) {
    return stage.scenario().slips(slip);
  }

  int faults() {
    return faults;
  }

  Draft fault() {
    faults++;
    return this;
  }

  Draft breaks(String invariant, String message) {
    return breaks(Optional.of(new Violation(invariant, message)));
  }

  Draft breaks(Optional<Violation> violation) {
    broken = broken.or(() -> violation);
    return this;
  }

  Draft around(Surroundings value) {
    around = value;
    return this;
  }

  /** An execution becomes another; it goes if it is deleted and nothing holds it. */
  Draft put(Shared<WorkflowExecution> execution) {
    WorkflowExecution e = execution.value();
    String name = e.metadata().name();
    boolean goes = e.deleting() && e.metadata().finalizers().isEmpty();
    server =
        server.with(
            goes
                ? server.executions().without(name)
                : server.executions().with(new Item<>(name, ++revision, execution)));
    return this;
  }

  Draft put(WorkflowExecution execution) {
    return put(stage.executions().of(execution));
  }

  Draft put(Child child) {
    return putChild(stage.children().of(child));
  }

  Draft putChild(Shared<Child> child) {
    String engine = child.value().engine();
    Item<Child> item = new Item<>(child.value().name(), ++revision, child);
    server = server.withChildren(engine, server.children(engine).with(item));
    return this;
  }

  Draft becomes(Item<Child> child, ChildChange change) {
    return putChild(change.of(child.content(), stage.children()));
  }

  Draft remove(Child child) {
    server =
        server.withChildren(child.engine(), server.children(child.engine()).without(child.name()));
    return this;
  }

  Draft put(Lock lock) {
    server =
        server.withLocks(
            server.locks().with(new Item<>(lock.name(), ++revision, stage.locks().of(lock))));
    return this;
  }

  Draft removeLock(String name) {
    server = server.withLocks(server.locks().without(name));
    return this;
  }

  Draft put(Pod pod) {
    server =
        server.withPods(
            server.pods().with(new Item<>(pod.childUid(), ++revision, stage.pods().of(pod))));
    return this;
  }

  Draft removePod(String childUid) {
    server = server.withPods(server.pods().without(childUid));
    return this;
  }

  Draft controller(int index, Controller value) {
    if (!Same.object(controllers.get(index), value)) {
      controllers = replaced(controllers, index, value);
    }
    return this;
  }

  Draft ledger(int index, UnaryOperator<Ledger> change) {
    ledgers = replaced(ledgers, index, change.apply(ledgers.get(index)));
    return this;
  }

  /**
   * A controller has written an object, and knows it.
   *
   * @param known whether it knows it before its watch tells
   */
  Draft wrote(int controller, Kind kind, String name, boolean known) {
    if (known) {
      return controller(controller, controllers.get(controller).knowing(kind, name, server));
    }
    writer = controller;
    written = new Controller.Own(kind, name, server.of(kind).revision(name));
    return this;
  }

  /** A target has to rest for at least so long. */
  Draft rest(String lockName, int ticks) {
    int index = stage.scenario().lockNames().indexOf(lockName);
    rests = replaced(rests, index, Math.max(rests.get(index), ticks));
    return this;
  }

  Draft rested(String lockName) {
    rests = replaced(rests, stage.scenario().lockNames().indexOf(lockName), 0);
    return this;
  }

  Draft late(Request request) {
    List<Request> more = new ArrayList<>(late);
    more.add(request);
    late = more;
    return this;
  }

  Draft landed(int index) {
    List<Request> left = new ArrayList<>(late);
    left.remove(index);
    late = left;
    return this;
  }

  static <T> List<T> replaced(List<T> list, int index, T value) {
    List<T> changed = new ArrayList<>(list);
    changed.set(index, value);
    return changed;
  }

  /** The new world, of which every controller hears that is not behind already. */
  World build() {
    return build(-1, 0);
  }

  /**
   * The new world, of a part of which one controller does not hear.
   *
   * @param lagging the controller
   * @param missed bits of the kinds whose changes it misses
   */
  World build(int lagging, int missed) {
    List<Controller> told = told(lagging, missed);
    List<Request> alive = late.isEmpty() ? late : alive();
    server = finished(told, alive);
    return new World(
        server,
        told,
        alive,
        settled(told, alive),
        Rests.remembered(rests, server, stage.scenario()),
        around.lockless() && lockedAgain() ? around.withLockless(false) : around,
        faults + cost(missed),
        revision,
        broken);
  }

  /** With executions that are over and done with as such. */
  private Cluster finished(List<Controller> told, List<Request> alive) {
    Cluster finished = server;
    if (!stage.scenario().reduces(Reduction.FINISHED)) {
      return finished;
    }
    for (int i = 0; i < server.executions().size(); i++) {
      Item<WorkflowExecution> item = server.executions().get(i);
      if (item.content().is(Traits.OVER) && done(item, told, alive)) {
        Shared<WorkflowExecution> rest = stage.finished(item.content());
        if (!Same.object(rest, item.content())) {
          finished =
              finished.with(
                  finished.executions().with(new Item<>(item.name(), item.revision(), rest)));
        }
      }
    }
    return finished;
  }

  /** Whether nobody has anything to do with an execution any more. */
  private boolean done(
      Item<WorkflowExecution> execution, List<Controller> told, List<Request> alive) {
    int subject = Traits.owner(execution.content().traits());
    return server.ownsNothing(subject)
        && told.size() == 1
        && told.get(0).behind().isEmpty()
        && alive.stream().noneMatch(r -> r.errand().subject() == subject);
  }

  /** Whether the target's lock is there and holds all that there is to protect. */
  private boolean lockedAgain() {
    if (server.locks().size() == 0 || rests.stream().anyMatch(rest -> rest > 0)) {
      return false;
    }
    int holder = Traits.owner(server.locks().get(0).content().traits());
    for (Item<Child> child : server.children()) {
      int owner = Traits.owner(child.content().traits());
      if (owner != Traits.NOBODY && owner != holder) {
        return false;
      }
    }
    return server.pods().size() == server.pods().owned(holder);
  }

  /** To hear nothing at all is as bad as two faults. */
  private static int cost(int missed) {
    return missed == Kind.EVERYTHING ? 2 : Integer.bitCount(missed);
  }

  private List<Controller> told(int lagging, int missed) {
    boolean lags = !stage.scenario().reduces(Reduction.LAGS);
    List<Controller> told = controllers;
    for (int i = 0; i < controllers.size(); i++) {
      Controller old = controllers.get(i);
      int misses = i == lagging ? missed : 0;
      Controller now = remembering(old.after(from.server(), server, misses, lags));
      now = now.withOwn(i == writer ? written : null, server);
      if (!Same.object(old, now)) {
        told = replaced(told, i, now);
      }
    }
    return told.size() > 1
            && told.get(0).level()
            && stage.scenario().reduces(Reduction.EQUAL_LEADERS)
        ? told.subList(1, 2)
        : told;
  }

  /**
   * That a child has gone matters only for whoever recorded it and has its lock still; and what a
   * controller would read at the server makes no difference once it knows it anyway.
   */
  private Controller remembering(Controller c) {
    boolean needless = stage.scenario().reduces(Reduction.NEEDLESS_LOOKS);
    Controller level =
        needless && c.behind().isEmpty() && !c.passes().isEmpty() ? c.withoutPasses() : c;
    int needed =
        c.gone() == 0 || !stage.scenario().reduces(Reduction.MEMORY)
            ? c.gone()
            : c.gone() & (Uids.locked(server) | c.behind().map(Uids::locked).orElse(0));
    return needed == c.gone() ? level : level.withGone(needed);
  }

  private List<Request> alive() {
    List<Request> alive = new ArrayList<>(late.size());
    for (Request request : late) {
      if (stage.scenario().slips()
          || !stage.scenario().reduces(Reduction.DEAD_LETTERS)
          || ApiServer.mayStillDoSomething(request, server)) {
        alive.add(request);
      }
    }
    return alive.size() == late.size() ? late : alive;
  }

  private List<Ledger> settled(List<Controller> told, List<Request> alive) {
    List<Ledger> settled = ledgers;
    if (!stage.scenario().reduces(Reduction.MEMORY)) {
      return settled;
    }
    for (int i = 0; i < ledgers.size(); i++) {
      Ledger old = ledgers.get(i);
      if (!Same.object(old, Ledger.BLANK)) {
        Ledger now = settled(old, i, told, alive);
        settled = now.packed() == old.packed() ? settled : replaced(settled, i, now);
      }
    }
    return settled;
  }

  /** Without what can no longer be held against anybody. */
  private Ledger settled(Ledger old, int subject, List<Controller> told, List<Request> alive) {
    Item<WorkflowExecution> execution =
        server.executions().lookUp(stage.scenario().everybody().get(subject).name());
    Ledger ledger = old;
    int there = server.childBits() | server.pods().children();
    if (ledger.started() > 0 && (there & 1 << ledger.started()) == 0) {
      ledger = ledger.withStarted(Ledger.GONE);
    }
    if (execution != null) {
      return execution.content().is(Traits.BURIED)
          ? ledger.buried()
          : execution.content().is(Traits.SETTLED) ? ledger.settled() : ledger;
    }
    return forgotten(subject, told, alive) ? Ledger.BLANK : ledger.buried();
  }

  private boolean forgotten(int subject, List<Controller> told, List<Request> alive) {
    if (mentions(server, subject) || server.pods().owned(subject) > 0) {
      return false;
    }
    for (Controller c : told) {
      if (c.behind().isPresent() && mentions(c.behind().get(), subject)) {
        return false;
      }
    }
    return alive.stream().noneMatch(r -> r.errand().subject() == subject);
  }

  private static boolean mentions(Cluster cluster, int subject) {
    return cluster.executions().owned(subject)
            + cluster.jobs().owned(subject)
            + cluster.pipelineRuns().owned(subject)
        > 0;
  }
}
