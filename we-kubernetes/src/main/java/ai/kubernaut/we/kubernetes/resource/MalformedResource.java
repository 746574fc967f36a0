package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;

/**
 * JSON that is not the resource it claims to be. Says where and what was expected there, never what
 * was found: values may be secret. It describes data, not code, and so carries no stack trace.
 */
public final class MalformedResource extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String expected;

  private MalformedResource(String path, String expected) {
    super((path.isEmpty() ? "resource" : path) + ": expected " + expected, null, false, false);
    this.path = path;
    this.expected = expected;
  }

  /** Something else is where this was expected. */
  static MalformedResource expected(String what, JsonElement found) {
    return new MalformedResource("", what + ", found " + kind(found));
  }

  /** Nothing is where this was expected. */
  static MalformedResource missing(String what) {
    return new MalformedResource("", what + ", found nothing");
  }

  /** The same, seen from one level up: from the object with the field that is at fault. */
  MalformedResource inField(String name) {
    boolean plain = !name.isEmpty() && name.chars().allMatch(Character::isJavaIdentifierPart);
    return within(plain ? name : "[" + new JsonPrimitive(name) + "]");
  }

  /** The same, seen from one level up: from the list with the element that is at fault. */
  MalformedResource atIndex(int index) {
    return within("[" + index + "]");
  }

  private MalformedResource within(String step) {
    boolean dot = !path.isEmpty() && !path.startsWith("[");
    return new MalformedResource(step + (dot ? "." : "") + path, expected);
  }

  /** Where, such as {@code spec.workflowRef.dependencies.secrets[0].name}. */
  public String path() {
    return path;
  }

  /**
   * What was expected there, and what kind of value was found, such as {@code a string, found a
   * number}.
   */
  public String expected() {
    return expected;
  }

  private static String kind(JsonElement found) {
    if (found.isJsonNull()) {
      return "null";
    } else if (found.isJsonObject()) {
      return "an object";
    } else if (found.isJsonArray()) {
      return "a list";
    } else if (found.getAsJsonPrimitive().isString()) {
      return "a string";
    }
    return found.getAsJsonPrimitive().isBoolean() ? "a boolean" : "a number";
  }
}
