package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.JsonText;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Reads objects out of request bodies. */
final class Bodies {
  private static final int SHOWN = 30;

  private Bodies() {}

  /**
   * A body that has been read.
   *
   * @param object the object in it
   * @param remarks what is odd about it as a text
   */
  record Body(JsonObject object, List<String> remarks) {
    Body {
      remarks = List.copyOf(remarks);
    }
  }

  /** The object in the body of a create or update. */
  static Body read(Request request, ResourceType type) {
    return switch (request.mediaType()) {
      case "", "application/json" -> json(request.body(), type);
      case "application/yaml" -> new Body(yaml(request.body(), type), List.of());
      case "application/vnd.kubernetes.protobuf" -> new Body(protobuf(request, type), List.of());
      default -> throw Refusal.unknownBodyFormat();
    };
  }

  private static JsonObject protobuf(Request request, ResourceType type) {
    if (type.custom()) {
      throw Protobuf.notProtobuf();
    }
    return Protobuf.decode(request.bytes());
  }

  /** The configuration in the body of an apply. */
  static JsonObject applied(Request request) {
    try {
      JsonElement value = Yaml.parse(request.body());
      if (value.isJsonNull()) {
        return new JsonObject();
      }
      if (value.isJsonObject()) {
        return value.getAsJsonObject();
      }
      throw new MalformedJson("json: cannot unmarshal into Go value of type map");
    } catch (MalformedJson e) {
      throw Refusal.badRequest("error decoding YAML: " + e.getMessage());
    }
  }

  private static Body json(String body, ResourceType type) {
    try {
      JsonText text = JsonText.read(body);
      List<String> remarks =
          text.duplicates().stream().map(path -> "duplicate field \"" + path + "\"").toList();
      return new Body(object(text.value(), type), remarks);
    } catch (MalformedJson e) {
      throw unrecognised(body, type, e);
    }
  }

  private static JsonObject yaml(String body, ResourceType type) {
    try {
      return object(Yaml.parse(body), type);
    } catch (MalformedJson e) {
      throw unrecognised(body, type, e);
    }
  }

  /** A null is an object of a built-in kind of which nothing is said. */
  private static JsonObject object(JsonElement value, ResourceType type) {
    if (value.isJsonNull() && !type.custom()) {
      return new JsonObject();
    }
    if (!value.isJsonObject()) {
      throw new MalformedJson("json: cannot unmarshal into Go value of type struct");
    }
    return value.getAsJsonObject();
  }

  private static Refusal unrecognised(String body, ResourceType type, MalformedJson cause) {
    return Refusal.badRequest(
        "the object provided is unrecognized (must be of type "
            + type.kind()
            + "): couldn't get version/kind; json parse error: "
            + cause.getMessage()
            + " ("
            + summary(body)
            + ")");
  }

  /** The start of a body; in hexadecimal unless it begins like an object. */
  private static String summary(String body) {
    if (body.isEmpty()) {
      return "<empty>";
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, SHOWN);
    String start =
        body.startsWith("{")
            ? new String(bytes, 0, length, StandardCharsets.UTF_8)
            : HexFormat.of().formatHex(bytes, 0, length);
    return bytes.length > SHOWN ? start + " ..." : start;
  }
}
