package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Answers requests that are not about objects: discovery, schemas, version and health. */
final class Documents {
  private final Discovery discovery;
  private final AggregatedDiscovery aggregated;
  private final OpenApi openApi;

  Documents(ResourceTypes types, ModelSchemas models, String address) {
    discovery = new Discovery(types, address);
    aggregated = new AggregatedDiscovery(types);
    openApi = new OpenApi(types, models);
  }

  boolean knows(String group, String version) {
    return discovery.hasVersion(group, version);
  }

  void handle(Request request, Reply reply) throws IOException {
    if (!request.method().equals("GET")) {
      throw Refusal.methodNotAllowed();
    }
    String first = request.segments().isEmpty() ? "" : request.segments().get(0);
    if (List.of("healthz", "readyz", "livez").contains(first)) {
      reply.text(200, "ok");
      return;
    }
    if (request.segments().size() == 1 && AggregatedDiscovery.isAsked(request.accept())) {
      if (first.equals("api") || first.equals("apis")) {
        JsonObject all = aggregated.document(first.equals("api"), request.accept());
        String contentType = AggregatedDiscovery.contentType(request.accept());
        reply.whole(200, contentType, Json.bytes(all), List.of());
        return;
      }
    }
    Optional<JsonObject> document = document(request, first);
    if (document.isPresent()) {
      reply.whole(200, "application/json", Json.bytes(document.get()), List.of());
    } else {
      reply.text(404, "404 page not found\n");
    }
  }

  private Optional<JsonObject> document(Request request, String first) {
    List<String> segments = request.segments();
    return switch (first) {
      case "api" -> core(segments);
      case "apis" -> groups(segments);
      case "version" -> Optional.of(Versions.document());
      case "openapi" -> schema(segments);
      case "" ->
          Optional.of(
              Json.of(
                  "paths",
                  List.of("/api", "/apis", "/healthz", "/openapi/v2", "/openapi/v3", "/version")));
      default -> Optional.empty();
    };
  }

  private Optional<JsonObject> core(List<String> segments) {
    if (segments.size() == 1) {
      return Optional.of(discovery.coreVersions());
    }
    return discovery.hasVersion("", segments.get(1))
        ? Optional.of(discovery.resources("", "v1"))
        : Optional.empty();
  }

  private Optional<JsonObject> groups(List<String> segments) {
    if (segments.size() == 1) {
      return Optional.of(discovery.groups());
    }
    if (segments.size() == 2) {
      return discovery.group(segments.get(1));
    }
    return discovery.hasVersion(segments.get(1), segments.get(2))
        ? Optional.of(discovery.resources(segments.get(1), segments.get(2)))
        : Optional.empty();
  }

  private Optional<JsonObject> schema(List<String> segments) {
    if (segments.equals(List.of("openapi", "v2"))) {
      return Optional.of(openApi.swagger());
    }
    if (segments.equals(List.of("openapi", "v3"))) {
      return Optional.of(openApi.index());
    }
    boolean below = segments.size() > 3 && segments.get(1).equals("v3");
    return below
        ? openApi.document(String.join("/", segments.subList(2, segments.size())))
        : Optional.empty();
  }
}
