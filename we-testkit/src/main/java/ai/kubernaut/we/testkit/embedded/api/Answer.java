package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * A successful answer: an object, its HTTP status code, and what the client should know besides.
 */
public final class Answer {
  private final int code;
  private final byte[] json;
  private final List<String> warnings;

  Answer(int code, byte[] json, List<String> warnings) {
    this.code = code;
    this.json = json;
    this.warnings = List.copyOf(warnings);
  }

  public static Answer ok(byte[] json) {
    return new Answer(200, json, List.of());
  }

  public static Answer ok(JsonObject tree) {
    return ok(Json.bytes(tree));
  }

  /** The same under another status code. */
  public Answer code(int other) {
    return new Answer(other, json, warnings);
  }

  /** The same with one more warning. */
  public Answer warning(String text) {
    return new Answer(
        code,
        json,
        java.util.stream.Stream.concat(warnings.stream(), java.util.stream.Stream.of(text))
            .toList());
  }

  public int code() {
    return code;
  }

  /** The object as compact JSON; not to be changed. */
  public byte[] json() {
    return json;
  }

  public List<String> warnings() {
    return warnings;
  }

  /** The object as a tree of its own. */
  public JsonObject tree() {
    return Json.parseObject(json);
  }
}
