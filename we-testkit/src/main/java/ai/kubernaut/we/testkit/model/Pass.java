package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.plan.Observation.Scope;
import java.util.Optional;

/**
 * A pass of the controller that reads at the API server.
 *
 * @param read what was read; absent before
 */
record Pass(Errand errand, Scope scope, Optional<Cluster> read) {

  Pass having(Cluster server) {
    return new Pass(errand, scope, Optional.of(server));
  }
}
