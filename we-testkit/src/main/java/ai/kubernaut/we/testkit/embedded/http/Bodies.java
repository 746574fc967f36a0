package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Reads objects out of request bodies. */
final class Bodies {
  private static final int SHOWN = 30;

  private Bodies() {}

  /** The object in the body of a create or update. */
  static JsonObject object(Request request, ResourceType type) {
    return switch (request.mediaType()) {
      case "", "application/json" -> json(request.body(), type);
      case "application/yaml" -> yaml(request.body(), type);
      case "application/vnd.kubernetes.protobuf" -> Protobuf.decode(request.bytes());
      default -> throw Refusal.unknownBodyFormat();
    };
  }

  /** The configuration in the body of an apply. */
  static JsonObject applied(Request request, ResourceType type) {
    return yaml(request.body(), type);
  }

  private static JsonObject json(String body, ResourceType type) {
    try {
      JsonElement value = Json.parse(body);
      if (!value.isJsonObject()) {
        throw new MalformedJson("cannot unmarshal into Go value of type struct");
      }
      return value.getAsJsonObject();
    } catch (MalformedJson e) {
      throw unrecognised(body, type, e);
    }
  }

  private static JsonObject yaml(String body, ResourceType type) {
    try {
      JsonElement value = Yaml.parse(body);
      if (!value.isJsonObject()) {
        throw new MalformedJson("cannot unmarshal into Go value of type struct");
      }
      return value.getAsJsonObject();
    } catch (MalformedJson e) {
      throw unrecognised(body, type, e);
    }
  }

  private static Refusal unrecognised(String body, ResourceType type, MalformedJson cause) {
    String start = body.isEmpty() ? "<empty>" : body;
    String shown = start.length() > SHOWN ? start.substring(0, SHOWN) + " ..." : start;
    return Refusal.badRequest(
        "the object provided is unrecognized (must be of type "
            + type.kind()
            + "): couldn't get version/kind; json parse error: "
            + cause.getMessage()
            + " ("
            + shown
            + ")");
  }
}
