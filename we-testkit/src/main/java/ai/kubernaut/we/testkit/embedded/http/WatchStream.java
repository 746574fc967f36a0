package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Selection;
import ai.kubernaut.we.testkit.embedded.api.Watch;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the events of a watch, one JSON object a line, each sent at once. */
final class WatchStream implements Watch.Sink {
  private final ResourceType type;
  private final Format format;
  private final String include;
  private final Reply reply;
  private final OutputStream out;
  private boolean columnsSent;

  WatchStream(ResourceType type, Format format, String include, Reply reply) throws IOException {
    this.type = type;
    this.format = format;
    this.include = include;
    this.reply = reply;
    out = reply.stream(format.mediaType());
  }

  @Override
  public void event(Selection.Sight sight) throws IOException {
    byte[] object =
        format.isWhole()
            ? ListWriter.shown(type, sight.object())
            : reshaped(type.strategy().fromStorage(sight.object().tree()));
    send(sight.type().name(), object);
  }

  @Override
  public void bookmark(long revision, boolean initialEventsEnd) throws IOException {
    JsonObject metadata = Json.of("resourceVersion", Long.toString(revision));
    if (initialEventsEnd) {
      metadata.add("annotations", Json.of("k8s.io/initial-events-end", "true"));
    }
    JsonObject object =
        Json.of("kind", type.kind(), "apiVersion", type.apiVersion(), "metadata", metadata);
    send("BOOKMARK", format.isWhole() ? Json.bytes(object) : reshaped(object));
  }

  @Override
  public void error(Refusal refusal) throws IOException {
    send("ERROR", Json.bytes(refusal.status()));
  }

  private byte[] reshaped(JsonObject object) {
    if (format.isPartial()) {
      return Json.bytes(Tables.partial(object, format.version()));
    }
    JsonObject metadata =
        Json.of("resourceVersion", Json.text(object, "metadata", "resourceVersion"));
    JsonObject table = Tables.table(type, List.of(object), metadata, format.version(), include);
    if (columnsSent) {
      table.add("columnDefinitions", JsonNull.INSTANCE);
    }
    columnsSent = true;
    return Json.bytes(table);
  }

  private void send(String eventType, byte[] object) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(object.length + 40);
    line.writeBytes(
        ("{\"type\":\"" + eventType + "\",\"object\":").getBytes(StandardCharsets.UTF_8));
    line.writeBytes(object);
    line.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
    out.write(line.toByteArray());
    out.flush();
    reply.countStreamed(line.size());
  }

  void end() throws IOException {
    out.close();
  }
}
