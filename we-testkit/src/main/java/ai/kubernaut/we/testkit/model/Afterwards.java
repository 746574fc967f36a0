package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.testkit.model.search.Step;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * L7: at rest one more execution is created, and it has to run to its end. Where somebody else's
 * object has the name that it needs, or nobody can follow the catalog, nothing is promised.
 */
final class Afterwards {

  private static final int LONGEST = 300;

  private final ExecutionModel model;
  private final Stage stage;
  private final ConcurrentMap<Long, Optional<Violation>> known = new ConcurrentHashMap<>();

  Afterwards(ExecutionModel model, Stage stage) {
    this.model = model;
    this.stage = stage;
  }

  Optional<Violation> broken(World rest) {
    return occupied(rest.server()) || rest.around().catalog() == Catalog.MAKES_NO_SENSE
        ? Optional.empty()
        : known.computeIfAbsent(Identity.ofRest(rest, stage.renamings().get(0)), mark -> run(rest));
  }

  private static boolean occupied(Cluster server) {
    return server.locks().size() > 0 || !server.children().isEmpty();
  }

  private Optional<Violation> run(World rest) {
    Subject next = stage.scenario().everybody().get(stage.scenario().next());
    World world = rest.edit(stage).put(next.created()).build();
    for (int i = 0; i < LONGEST; i++) {
      Optional<Violation> broken = model.violation(world);
      if (broken.isPresent()) {
        return broken;
      }
      Optional<Step<World>> step = model.steps(world).stream().filter(Step::fair).findFirst();
      if (step.isEmpty()) {
        return completed(world, next);
      }
      world = step.get().next();
    }
    return Optional.of(new Violation("L6", "a further execution never comes to rest"));
  }

  private static Optional<Violation> completed(World world, Subject next) {
    return world
            .server()
            .executions()
            .get(next.name())
            .filter(e -> e.phase() == Phase.COMPLETED)
            .isPresent()
        ? Optional.empty()
        : Optional.of(new Violation("L7", "a further execution does not complete"));
  }
}
