package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Answer;
import ai.kubernaut.we.testkit.embedded.api.Page;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes answers in the shape and format that the client asked for. */
final class Shaper {
  private static final List<String> INCLUSIONS = List.of("", "None", "Metadata", "Object");

  private final Request request;
  private final Format format;
  private final ResourceType type;
  private final Reply reply;

  Shaper(Request request, Format format, ResourceType type, Reply reply) {
    this.request = request;
    this.format = format;
    this.type = type;
    this.reply = reply;
  }

  /** Answers with one object. */
  void object(Answer answer) throws IOException {
    if (format.isWhole() && !format.isYaml()) {
      reply.whole(answer.code(), format.mediaType(), answer.json(), answer.warnings());
      return;
    }
    JsonObject tree = answer.tree();
    boolean status = Json.text(tree, "kind").equals("Status");
    send(answer.code(), status ? tree : shaped(tree), answer.warnings());
  }

  private JsonObject shaped(JsonObject tree) {
    format.require(false, type);
    if (format.isTable()) {
      JsonObject metadata =
          Json.of("resourceVersion", Json.text(tree, "metadata", "resourceVersion"));
      return Tables.table(type, List.of(tree), metadata, format.version(), inclusion());
    }
    return format.isPartial() ? Tables.partial(tree, format.version()) : tree;
  }

  /** Answers with a list. */
  void page(Page page) throws IOException {
    format.require(true, type);
    if (format.isWhole() && !format.isYaml()) {
      reply.whole(200, format.mediaType(), ListWriter.list(type, page), List.of());
    } else {
      send(200, shaped(page), List.of());
    }
  }

  private JsonObject shaped(Page page) {
    if (format.isWhole()) {
      return Json.parseObject(ListWriter.list(type, page));
    }
    List<JsonObject> trees = ListWriter.trees(type, page.objects());
    JsonObject metadata = ListWriter.metadata(page);
    return format.isTable()
        ? Tables.table(type, trees, metadata, format.version(), inclusion())
        : Tables.partialList(trees, metadata, format.version());
  }

  private String inclusion() {
    String include = request.query().text("includeObject");
    if (!INCLUSIONS.contains(include)) {
      throw Refusal.badRequest(
          "Unable to convert to Table as requested: includeObject: Invalid value: \""
              + include
              + "\": must be 'Metadata', 'Object', 'None', or empty");
    }
    return include;
  }

  private void send(int code, JsonObject tree, List<String> warnings) throws IOException {
    byte[] body =
        format.isYaml() ? Yaml.write(tree).getBytes(StandardCharsets.UTF_8) : Json.bytes(tree);
    reply.whole(code, format.mediaType(), body, warnings);
  }
}
