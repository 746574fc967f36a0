package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Page;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes pages of objects. Stored bytes are copied as they are. */
final class ListWriter {
  private ListWriter() {}

  static byte[] list(ResourceType type, Page page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 + page.objects().size() * 1024);
    String head =
        "{\"kind\":\""
            + type.names().listKind()
            + "\",\"apiVersion\":\""
            + type.apiVersion()
            + "\",\"metadata\":"
            + Json.write(metadata(page))
            + ",\"items\":[";
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    String separator = "";
    for (StoredObject object : page.objects()) {
      out.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(shown(type, object));
      separator = ",";
    }
    out.writeBytes("]}\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  static JsonObject metadata(Page page) {
    return Json.of(
        "resourceVersion", Long.toString(page.revision()),
        "continue", page.continueToken().isEmpty() ? null : page.continueToken(),
        "remainingItemCount", page.remaining() < 0 ? null : page.remaining());
  }

  /** An object as its type shows it. */
  static byte[] shown(ResourceType type, StoredObject object) {
    return type.strategy().isStorageForm()
        ? object.json()
        : Json.bytes(type.strategy().fromStorage(object.tree()));
  }

  static List<JsonObject> trees(ResourceType type, List<StoredObject> objects) {
    return objects.stream().map(o -> type.strategy().fromStorage(o.tree())).toList();
  }
}
