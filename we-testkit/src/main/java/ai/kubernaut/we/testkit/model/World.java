package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.List;
import java.util.Optional;

/**
 * Everything there is at one moment.
 *
 * @param server what the API server holds
 * @param late requests that nobody waits for any more, and that may still arrive
 * @param ledgers one for each {@link Subject}, in the order of the scenario
 * @param rests how many ticks each target still has to rest, in the order of its lock names
 * @param faults how many there were
 * @param revision of the last write
 * @param broken what the last step broke
 */
public record World(
    Cluster server,
    List<Controller> controllers,
    List<Request> late,
    List<Ledger> ledgers,
    List<Integer> rests,
    Surroundings around,
    int faults,
    int revision,
    Optional<Violation> broken) {

  /** A copy to change. */
  Draft edit(Stage stage) {
    return new Draft(stage, this);
  }

  /** What a controller believes. */
  Cluster view(int controller) {
    return controllers.get(controller).view(server);
  }
}
