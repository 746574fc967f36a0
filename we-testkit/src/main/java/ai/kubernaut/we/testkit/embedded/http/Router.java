package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.io.IOException;
import java.util.Optional;

/** Finds out what a path leads to. */
final class Router {
  private final ResourceTypes types;
  private final ResourceHandler resources;
  private final Reviews reviews;
  private final Documents documents;

  Router(ResourceTypes types, ResourceHandler resources, Reviews reviews, Documents documents) {
    this.types = types;
    this.resources = resources;
    this.reviews = reviews;
    this.documents = documents;
  }

  void handle(Request request, Reply reply) throws IOException, InterruptedException {
    if (request.resourcePath().isPresent()) {
      resource(request, request.resourcePath().get(), reply);
    } else {
      documents.handle(request, reply);
    }
  }

  private void resource(Request request, ResourcePath path, Reply reply)
      throws IOException, InterruptedException {
    Optional<ResourceType> type = types.find(path.group(), path.version(), path.resource());
    if (type.isPresent()) {
      resources.handle(request, path, type.get(), reply);
    } else if (reviews.serves(path)) {
      reviews.handle(request, path, reply);
    } else if (path.group().isEmpty() || isBuiltIn(path)) {
      throw Refusal.noSuchResource();
    } else {
      throw new PageNotFound();
    }
  }

  private boolean isBuiltIn(ResourcePath path) {
    return Reviews.GROUPS.contains(path.group())
        || types.of(path.group(), path.version()).stream().anyMatch(type -> !type.custom());
  }
}
