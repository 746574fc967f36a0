package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.settle.Outcome;

/**
 * What the API server made of a request.
 *
 * @param kind of the object that the answer shows
 * @param name of that object
 */
record Answer(World world, Outcome outcome, Kind kind, String name) {

  static Answer done(World world, Kind kind, String name) {
    return new Answer(world, new Outcome.Done(), kind, name);
  }

  static Answer stale(World world, Kind kind, String name, String message) {
    return new Answer(world, new Outcome.Stale(message), kind, name);
  }

  boolean isDone() {
    return outcome instanceof Outcome.Done;
  }
}
