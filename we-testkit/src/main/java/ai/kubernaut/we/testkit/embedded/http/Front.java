package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request, finds out what it is about, sees that it is answered and recorded. */
final class Front implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final String JSON = "application/json";

  private final ResourceTypes types;
  private final ResourceHandler resources;
  private final Documents documents;
  private final Recorder recorder;

  Front(ResourceTypes types, ResourceHandler resources, Documents documents, Recorder recorder) {
    this.types = types;
    this.resources = resources;
    this.documents = documents;
    this.recorder = recorder;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Instant arrived = Instant.now();
    Reply reply = new Reply(exchange);
    try (exchange) {
      Request request = new Request(exchange);
      Optional<ResourcePath> path = ResourcePath.parse(request.segments());
      String verb = path.map(p -> verb(request, p)).orElse(lower(request.method()));
      AtomicBoolean recorded = new AtomicBoolean();
      Runnable record =
          () -> {
            if (recorded.compareAndSet(false, true)) {
              record(arrived, request, path, verb, reply, exchange);
            }
          };
      reply.beforeWhole(record);
      try {
        answer(request, path, verb, reply);
      } finally {
        record.run();
      }
    } catch (Refusal e) {
      refuse(e, reply);
    }
  }

  private void answer(Request request, Optional<ResourcePath> path, String verb, Reply reply)
      throws IOException {
    try {
      if (path.isPresent()) {
        resource(request, path.get(), verb, reply);
      } else {
        documents.handle(request, reply);
      }
    } catch (Refusal e) {
      refuse(e, reply);
    } catch (MalformedJson e) {
      refuse(Refusal.badRequest(String.valueOf(e.getMessage())), reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("{} {} failed", request.method(), request.path(), e);
      refuse(Refusal.internal(String.valueOf(e)), reply);
    }
  }

  private void resource(Request request, ResourcePath path, String verb, Reply reply)
      throws IOException, InterruptedException {
    Optional<ResourceType> type = types.find(path.group(), path.version(), path.resource());
    if (type.isPresent() && fitsScope(type.get(), path)) {
      resources.handle(request, path, type.get(), verb, reply);
    } else if (Reviews.serves(path.group(), path.resource()) && verb.equals("create")) {
      JsonObject review = Json.parse(request.body()).getAsJsonObject();
      byte[] answer = Json.bytes(Reviews.answer(path.resource(), review));
      reply.whole(201, JSON, answer, List.of());
    } else if (documents.knows(path.group(), path.version())) {
      throw Refusal.noSuchResource();
    } else {
      reply.text(404, "404 page not found\n");
    }
  }

  private static boolean fitsScope(ResourceType type, ResourcePath path) {
    return type.namespaced()
        ? !path.namespace().isEmpty() || path.name().isEmpty()
        : path.namespace().isEmpty();
  }

  private static void refuse(Refusal refusal, Reply reply) throws IOException {
    if (!reply.isSent()) {
      reply.whole(refusal.code(), JSON, Json.bytes(refusal.status()), List.of());
    }
  }

  private static String verb(Request request, ResourcePath path) {
    boolean collection = path.name().isEmpty();
    return switch (request.method()) {
      case "GET" -> reading(request, collection);
      case "POST" -> collection || !path.subresource().isEmpty() ? "create" : "post";
      case "PUT" -> collection ? "put" : "update";
      case "PATCH" -> collection ? "patchcollection" : "patch";
      case "DELETE" -> collection ? "deletecollection" : "delete";
      default -> lower(request.method());
    };
  }

  private static String reading(Request request, boolean collection) {
    if (request.query().flag("watch")) {
      return "watch";
    }
    return collection ? "list" : "get";
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }

  private void record(
      Instant arrived,
      Request request,
      Optional<ResourcePath> path,
      String verb,
      Reply reply,
      HttpExchange exchange) {
    recorder.add(
        new RecordedRequest(
            arrived,
            verb,
            path.map(ResourcePath::group).orElse(""),
            path.map(ResourcePath::resource).orElse(exchange.getRequestURI().getPath()),
            path.map(ResourcePath::subresource).orElse(""),
            path.map(ResourcePath::namespace).orElse(""),
            path.map(ResourcePath::name).orElse(""),
            reply.code(),
            request.header("User-Agent"),
            request.bodyBytes(),
            reply.bytes(),
            Duration.between(arrived, Instant.now())));
  }
}
