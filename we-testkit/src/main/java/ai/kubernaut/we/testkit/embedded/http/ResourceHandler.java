package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Answer;
import ai.kubernaut.we.testkit.embedded.api.Place;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.io.IOException;

/** Runs the verbs of one resource path. */
final class ResourceHandler {
  private final Reads reads;
  private final Writes writes;

  ResourceHandler(Reads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
  }

  void handle(Request request, ResourcePath path, ResourceType type, Reply reply)
      throws IOException, InterruptedException {
    Routes.require(type, path, request);
    Format format = Format.negotiate(request.accept());
    Shaper shaper = new Shaper(request, format, type, reply);
    Place place = new Place(type, path.namespace(), path.name());
    String verb = request.verb();
    switch (verb) {
      case "list" -> reads.list(request, place, shaper);
      case "watch" -> reads.watch(request, place, format, reply);
      case "deletecollection" -> writes.deleteCollection(request, place, shaper);
      default -> shaper.object(one(verb, request, path, place));
    }
  }

  private Answer one(String verb, Request request, ResourcePath path, Place place) {
    return switch (verb) {
      case "get" -> reads.get(request, place);
      case "create" -> writes.create(request, path, place);
      case "update" -> writes.update(request, path, place);
      case "patch" -> writes.patch(request, path, place);
      case "delete" -> writes.delete(request, place);
      default -> throw Refusal.methodNotAllowed();
    };
  }
}
