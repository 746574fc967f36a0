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
  private static final String JSON = "application/json";
  private static final List<String> READING = List.of("GET", "HEAD");
  private static final JsonObject ROOT =
      Json.of(
          "paths", List.of("/api", "/apis", "/healthz", "/openapi/v2", "/openapi/v3", "/version"));

  private final Discovery discovery;
  private final AggregatedDiscovery aggregated;
  private final OpenApi openApi;

  Documents(ResourceTypes types, ModelSchemas models, String address) {
    discovery = new Discovery(types, address);
    aggregated = new AggregatedDiscovery(types);
    openApi = new OpenApi(types, models);
  }

  void handle(Request request, Reply reply) throws IOException {
    String first = request.segments().isEmpty() ? "" : request.segments().get(0);
    if (!READING.contains(request.method()) && !request.segments().equals(List.of("apis"))) {
      throw Refusal.methodNotAllowed();
    }
    if (List.of("healthz", "readyz", "livez").contains(first)) {
      reply.text(200, "ok");
    } else if (isAggregated(request, first)) {
      JsonObject all = aggregated.document(first.equals("api"), request.accept());
      String contentType = AggregatedDiscovery.contentType(request.accept());
      reply.whole(200, contentType, Json.bytes(all), List.of());
    } else {
      document(request, first, reply);
    }
  }

  private static boolean isAggregated(Request request, String first) {
    return request.segments().size() == 1
        && List.of("api", "apis").contains(first)
        && AggregatedDiscovery.isAsked(request.accept());
  }

  private void document(Request request, String first, Reply reply) throws IOException {
    Optional<JsonObject> document = document(request, first);
    if (document.isPresent()) {
      reply.whole(200, JSON, Json.bytes(document.get()), List.of());
    } else if (first.equals("api")) {
      throw Refusal.noSuchResource();
    } else if (first.equals("apis")) {
      throw new PageNotFound();
    } else {
      reply.whole(404, JSON, Json.bytes(ROOT), List.of());
    }
  }

  private Optional<JsonObject> document(Request request, String first) {
    List<String> segments = request.segments();
    return switch (first) {
      case "api" -> core(segments);
      case "apis" -> groups(segments);
      case "version" -> Optional.of(Versions.document());
      case "openapi" -> schema(segments);
      case "" -> Optional.of(ROOT);
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
