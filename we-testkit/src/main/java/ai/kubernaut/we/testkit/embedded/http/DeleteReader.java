package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.resource.Propagation;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import ai.kubernaut.we.testkit.embedded.schema.TypedDecoder;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the options of a deletion out of body or query; a body wins. */
final class DeleteReader {
  private static final String KIND = "DeleteOptions";
  private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan", "nil");

  private final Schema schema;

  DeleteReader(ModelSchemas models) {
    schema = models.named("V1DeleteOptions");
  }

  DeleteOptions read(Request request) {
    byte[] body = request.bytes();
    return read(body.length == 0 ? ofQuery(request.query()) : ofBody(request, body));
  }

  /** Reads options that are part of another object. */
  DeleteOptions read(JsonObject options) {
    JsonElement grace = Json.at(options, "gracePeriodSeconds");
    return new DeleteOptions(
        WriteReader.isDryRun(Json.strings(options, "dryRun"), KIND),
        grace == null ? null : Json.number(options, 0, "gracePeriodSeconds"),
        policy(options),
        text(options, "uid"),
        text(options, "resourceVersion"));
  }

  private static Optional<String> text(JsonObject options, String precondition) {
    JsonElement given = Json.at(options, "preconditions", precondition);
    return given == null ? Optional.empty() : Optional.of(given.getAsString());
  }

  private JsonObject ofBody(Request request, byte[] body) {
    JsonObject options = parse(request, body);
    String kind = Json.text(options, "kind");
    if (!kind.isEmpty() && !kind.equals(KIND)) {
      throw undecodable(
          "no kind \""
              + kind
              + "\" is registered for version \""
              + Json.text(options, "apiVersion")
              + "\" in scheme \"meta.k8s.io\"");
    }
    try {
      TypedDecoder.keepEmpty(options, schema);
      return options;
    } catch (TypedDecoder.WrongType e) {
      throw undecodable(String.valueOf(e.getMessage()));
    }
  }

  private static JsonObject parse(Request request, byte[] body) {
    JsonElement parsed;
    try {
      parsed =
          switch (request.mediaType()) {
            case "", "application/json" -> Json.parse(Request.text(body));
            case "application/yaml" -> Yaml.parse(Request.text(body));
            case "application/vnd.kubernetes.protobuf" -> Protobuf.decode(body);
            default -> throw Refusal.unknownBodyFormat();
          };
    } catch (MalformedJson e) {
      throw undecodable("couldn't get version/kind; json parse error: " + e.getMessage());
    }
    if (!parsed.isJsonObject()) {
      throw undecodable("couldn't get version/kind; json parse error: json: not an object");
    }
    return parsed.getAsJsonObject();
  }

  /** A real server answers so, without any reason. */
  private static Refusal undecodable(String why) {
    return Refusal.of(500, "", why);
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
    JsonElement policy = Json.at(options, "propagationPolicy");
    if (orphan != null && policy != null) {
      throw WriteReader.invalid(
          KIND,
          FieldError.invalid(
              "propagationPolicy",
              policy,
              "orphanDependents and deletionPropagation cannot be both set"));
    }
    if (orphan != null) {
      return orphan.getAsBoolean() ? Propagation.ORPHAN : Propagation.BACKGROUND;
    }
    return policy == null ? null : named(policy);
  }

  private static Propagation named(JsonElement policy) {
    return switch (policy.getAsString()) {
      case "Foreground" -> Propagation.FOREGROUND;
      case "Background" -> Propagation.BACKGROUND;
      case "Orphan" -> Propagation.ORPHAN;
      default ->
          throw WriteReader.invalid(
              KIND, FieldError.notSupported("propagationPolicy", policy, POLICIES));
    };
  }
}
