package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.access.Authenticator;
import ai.kubernaut.we.testkit.embedded.access.Authorizer;
import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.api.WatchClock;
import ai.kubernaut.we.testkit.embedded.faults.Faults;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;

/**
 * What is served, to whom, and what goes wrong.
 *
 * @param registry the objects
 * @param types the types of the objects
 * @param models schemas of the built-in kinds
 * @param recorder keeps what was asked
 * @param authenticator finds out who asks
 * @param authorizer decides who may do what
 * @param faults what goes wrong
 * @param watches when watches end
 */
public record Serving(
    ObjectRegistry registry,
    ResourceTypes types,
    ModelSchemas models,
    Recorder recorder,
    Authenticator authenticator,
    Authorizer authorizer,
    Faults faults,
    WatchClock watches) {

  Front front(String address) {
    ResourceHandler resources =
        new ResourceHandler(
            new Reads(registry, faults, watches), new Writes(registry, new DeleteReader(models)));
    Reviews reviews = new Reviews(authenticator, authorizer);
    Documents documents = new Documents(types, models, address);
    Router router = new Router(types, resources, reviews, documents);
    Gate gate = new Gate(authenticator, authorizer);
    return new Front(router, gate, faults, recorder, registry.store()::compact);
  }
}
