package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.resource.Propagation;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the options of a deletion out of body or query; a body wins. */
final class DeleteReader {
  private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan", "nil");

  private DeleteReader() {}

  static DeleteOptions read(Request request) {
    String body = request.body();
    JsonObject options = body.isBlank() ? ofQuery(request.query()) : ofBody(request, body);
    JsonElement grace = Json.at(options, "gracePeriodSeconds");
    return new DeleteOptions(
        WriteReader.isDryRun(Json.strings(options, "dryRun"), "DeleteOptions"),
        grace == null ? null : Json.number(options, 0, "gracePeriodSeconds"),
        policy(options),
        Json.text(options, "preconditions", "uid"),
        Json.text(options, "preconditions", "resourceVersion"));
  }

  private static JsonObject ofBody(Request request, String body) {
    try {
      boolean yaml = request.mediaType().equals("application/yaml");
      JsonElement parsed = yaml ? Yaml.parse(body) : Json.parse(body);
      if (!parsed.isJsonObject()) {
        throw new MalformedJson("not an object");
      }
      JsonObject options = parsed.getAsJsonObject();
      String kind = Json.text(options, "kind");
      if (!kind.isEmpty() && !kind.equals("DeleteOptions")) {
        throw Refusal.badRequest("decoded object cannot be converted to DeleteOptions");
      }
      return options;
    } catch (MalformedJson e) {
      throw Refusal.badRequest("couldn't get version/kind; json parse error: " + e.getMessage());
    }
  }

  private static JsonObject ofQuery(Query query) {
    JsonObject options = new JsonObject();
    if (query.has("gracePeriodSeconds")) {
      options.addProperty("gracePeriodSeconds", query.number("gracePeriodSeconds"));
    }
    if (query.has("propagationPolicy")) {
      options.addProperty("propagationPolicy", query.text("propagationPolicy"));
    }
    if (query.has("orphanDependents")) {
      options.addProperty("orphanDependents", query.flag("orphanDependents"));
    }
    if (query.has("dryRun")) {
      options.add("dryRun", Json.element(query.all("dryRun")));
    }
    return options;
  }

  private static @Nullable Propagation policy(JsonObject options) {
    JsonElement orphan = Json.at(options, "orphanDependents");
    String policy = Json.text(options, "propagationPolicy");
    if (orphan != null && !policy.isEmpty()) {
      throw invalid(
          FieldError.invalid(
              "propagationPolicy",
              policy,
              "orphanDependents and deletionPropagation cannot be both set"));
    }
    if (orphan != null) {
      return orphan.getAsBoolean() ? Propagation.ORPHAN : Propagation.BACKGROUND;
    }
    return switch (policy) {
      case "" -> null;
      case "Foreground" -> Propagation.FOREGROUND;
      case "Background" -> Propagation.BACKGROUND;
      case "Orphan" -> Propagation.ORPHAN;
      default ->
          throw invalid(
              FieldError.notSupported("propagationPolicy", Json.element(policy), POLICIES));
    };
  }

  private static Refusal invalid(FieldError error) {
    return Refusal.invalid(new Named("meta.k8s.io", "", "DeleteOptions", ""), List.of(error));
  }
}
