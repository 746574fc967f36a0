package ai.kubernaut.we.testkit.embedded.store;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.Map;

/** One immutable version of one object, kept as bytes. */
public final class StoredObject {
  private final ObjectKey key;
  private final long revision;
  private final Map<String, String> labels;
  private final byte[] json;

  private StoredObject(ObjectKey key, long revision, Map<String, String> labels, byte[] json) {
    this.key = key;
    this.revision = revision;
    this.labels = labels;
    this.json = json;
  }

  /** Stamps the revision into the tree as its resourceVersion and keeps the bytes. */
  static StoredObject of(ObjectKey key, long revision, JsonObject tree) {
    Json.child(tree, "metadata").addProperty("resourceVersion", Long.toString(revision));
    Map<String, String> labels = Map.copyOf(Json.stringMap(tree, "metadata", "labels"));
    return new StoredObject(key, revision, labels, Json.bytes(tree));
  }

  public ObjectKey key() {
    return key;
  }

  /** The revision that wrote this version; equals its resourceVersion. */
  public long revision() {
    return revision;
  }

  public Map<String, String> labels() {
    return labels;
  }

  /** The whole object as compact UTF-8 JSON; not to be changed. */
  @SuppressWarnings("EI_EXPOSE_REP")
  public byte[] json() {
    return json;
  }

  /** A fresh tree that belongs to the caller. */
  public JsonObject tree() {
    return Json.parseObject(json);
  }
}
