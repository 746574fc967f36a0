package ai.kubernaut.we.testkit.embedded.store;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** One immutable version of one object, kept as bytes; packed once it is no longer fresh. */
public final class StoredObject {
  /** Bytes as they are, or packed. */
  private static final class Content {
    final byte[] bytes;
    final int length;
    final @Nullable Packing packing;

    Content(byte[] bytes, int length, @Nullable Packing packing) {
      this.bytes = bytes;
      this.length = length;
      this.packing = packing;
    }

    byte[] unpacked() {
      return packing == null ? bytes : packing.unpack(bytes, length);
    }
  }

  private final ObjectKey key;
  private final long revision;
  private final Facts facts;
  private volatile Content content;

  private StoredObject(ObjectKey key, long revision, Facts facts, byte[] json) {
    this.key = key;
    this.revision = revision;
    this.facts = facts;
    content = new Content(json, json.length, null);
  }

  /**
   * Stamps the revision into the tree as its resourceVersion and keeps the bytes.
   *
   * @param before the version that this one replaces; null for none
   */
  static StoredObject of(
      ObjectKey key, long revision, JsonObject tree, @Nullable StoredObject before) {
    Json.child(tree, "metadata").addProperty("resourceVersion", Long.toString(revision));
    return new StoredObject(key, revision, Facts.of(tree, before), Json.bytes(tree));
  }

  /** Takes less room from now on. */
  void pack(Packing packing, Deflater deflater) {
    byte[] bytes = content.bytes;
    content = new Content(packing.pack(bytes, deflater), bytes.length, packing);
  }

  /** Size of the whole object as JSON. */
  int length() {
    return content.length;
  }

  public ObjectKey key() {
    return key;
  }

  /** The revision that wrote this version; equals its resourceVersion. */
  public long revision() {
    return revision;
  }

  Facts facts() {
    return facts;
  }

  public String uid() {
    return facts.uid();
  }

  public Map<String, String> labels() {
    return facts.labels();
  }

  /** The uids of its owners. */
  public List<String> owners() {
    return facts.owners();
  }

  /** Whether its deletion has begun. */
  public boolean isLeaving() {
    return facts.leaving();
  }

  /** The whole object as compact UTF-8 JSON; not to be changed. */
  public byte[] json() {
    return content.unpacked();
  }

  /** A fresh tree that belongs to the caller. */
  public JsonObject tree() {
    return Json.parseObject(json());
  }
}
