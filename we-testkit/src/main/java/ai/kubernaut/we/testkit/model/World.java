package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Everything there is at one moment.
 *
 * @param late requests whose sender no longer waits, and that may still arrive
 * @param ledgers one for each {@link Subject}, in the order of the scenario
 * @param rests until when each target has to rest, by lock name, in ticks
 * @param engines what discovery says
 * @param defaultEngine what the configuration says
 * @param created names of the executions that were created
 * @param sinkDown whether the audit sink answers nothing
 * @param lockless whether an outsider has taken a lock away
 * @param revision of the last write
 * @param uids how many uids were given out
 */
public record World(
    Cluster server,
    List<Controller> controllers,
    List<Request> late,
    List<Ledger> ledgers,
    Map<String, Integer> rests,
    Map<String, Availability> engines,
    String defaultEngine,
    Set<String> created,
    boolean sinkDown,
    boolean lockless,
    int clock,
    int faults,
    int revision,
    int uids,
    Optional<Violation> broken) {

  /** A copy to change. */
  Draft edit() {
    return new Draft(this);
  }

  /** The world with changes; written out because nearly every step makes one. */
  static final class Draft {
    Cluster server;
    List<Controller> controllers;
    List<Request> late;
    List<Ledger> ledgers;
    Map<String, Integer> rests;
    Map<String, Availability> engines;
    String defaultEngine;
    Set<String> created;
    boolean sinkDown;
    boolean lockless;
    int clock;
    int faults;
    int revision;
    int uids;
    Optional<Violation> broken;

    private Draft(World w) {
      server = w.server;
      controllers = w.controllers;
      late = w.late;
      ledgers = w.ledgers;
      rests = w.rests;
      engines = w.engines;
      defaultEngine = w.defaultEngine;
      created = w.created;
      sinkDown = w.sinkDown;
      lockless = w.lockless;
      clock = w.clock;
      faults = w.faults;
      revision = w.revision;
      uids = w.uids;
      broken = w.broken;
    }

    /** The revision of the next write. */
    int next() {
      return ++revision;
    }

    String newUid() {
      return "c" + ++uids;
    }

    Draft fault() {
      faults++;
      return this;
    }

    Draft server(Cluster value) {
      server = value;
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

    Draft late(Request request) {
      List<Request> more = new ArrayList<>(late);
      more.add(request);
      late = List.copyOf(more);
      return this;
    }

    Draft landed(int index) {
      List<Request> left = new ArrayList<>(late);
      left.remove(index);
      late = List.copyOf(left);
      return this;
    }

    Draft breaks(String invariant, String message) {
      broken = broken.or(() -> Optional.of(new Violation(invariant, message)));
      return this;
    }

    private static <T> List<T> replaced(List<T> list, int index, T value) {
      List<T> changed = new ArrayList<>(list);
      changed.set(index, value);
      return List.copyOf(changed);
    }

    /** The new world, in which every watch that does not lag has told what changed. */
    World build() {
      for (int i = 0; i < controllers.size(); i++) {
        controller(i, controllers.get(i).sync(server));
      }
      return new World(
          server,
          controllers,
          late,
          ledgers,
          rests,
          engines,
          defaultEngine,
          created,
          sinkDown,
          lockless,
          clock,
          faults,
          revision,
          uids,
          broken);
    }
  }
}
