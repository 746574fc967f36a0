package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Answer;
import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.api.Place;
import ai.kubernaut.we.testkit.embedded.api.WriteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Deletes pods as the eviction subresource does. */
final class Evictions {
  private final ObjectRegistry registry;
  private final DeleteReader deleteOptions;

  Evictions(ObjectRegistry registry, DeleteReader deleteOptions) {
    this.registry = registry;
    this.deleteOptions = deleteOptions;
  }

  Answer evict(Request request, Place pod, WriteOptions write) {
    JsonObject eviction = body(request);
    if (!Json.text(eviction, "metadata", "name").equals(pod.name())) {
      throw Refusal.badRequest("name in URL does not match name in Eviction object");
    }
    JsonElement stated = Json.at(eviction, "deleteOptions");
    DeleteOptions options =
        deleteOptions.read(stated == null ? new JsonObject() : stated.getAsJsonObject());
    registry.delete(pod, write.dryRun() ? options.dry() : options);
    return Answer.ok(
            Json.of(
                "kind", "Status",
                "apiVersion", "v1",
                "metadata", new JsonObject(),
                "status", "Success",
                "code", 201))
        .code(201);
  }

  private static JsonObject body(Request request) {
    String text = request.body();
    JsonElement body = Json.parse(text.isBlank() ? "{}" : text);
    String kind = Json.text(body, "kind");
    if (!body.isJsonObject() || !(kind.isEmpty() || kind.equals("Eviction"))) {
      throw Refusal.badRequest(
          kind
              + " in version \""
              + Json.text(body, "apiVersion")
              + "\" cannot be handled as a Eviction: converting ("
              + kind
              + ") to (policy.Eviction): unknown conversion");
    }
    return body.getAsJsonObject();
  }
}
