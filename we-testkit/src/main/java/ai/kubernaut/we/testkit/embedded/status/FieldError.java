package ai.kubernaut.we.testkit.embedded.status;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing wrong with one field.
 *
 * @param reason machine-readable, for example {@code FieldValueRequired}
 * @param field path of the field
 * @param message what is wrong, without the path
 */
public record FieldError(String reason, String field, String message) {
  private static final List<String> BLOCKING =
      List.of(
          "FieldValueNotSupported",
          "FieldValueRequired",
          "FieldValueTooLong",
          "FieldValueTooMany",
          "FieldValueTypeInvalid");

  public static FieldError required(String field, String detail) {
    return new FieldError("FieldValueRequired", field, joined("Required value", detail));
  }

  public static FieldError invalid(String field, JsonElement value, String detail) {
    return new FieldError(
        "FieldValueInvalid", field, joined("Invalid value: " + shown(value), detail));
  }

  public static FieldError invalid(String field, String value, String detail) {
    return invalid(field, new JsonPrimitive(value), detail);
  }

  /** A value that is not worth showing. */
  public static FieldError invalid(String field, String detail) {
    return new FieldError("FieldValueInvalid", field, "Invalid value: " + detail);
  }

  public static FieldError typeInvalid(String field, String actual, String detail) {
    return new FieldError(
        "FieldValueTypeInvalid", field, "Invalid value: \"" + actual + "\": " + detail);
  }

  public static FieldError notSupported(String field, JsonElement value, List<String> supported) {
    String list = supported.stream().map(s -> '"' + s + '"').collect(Collectors.joining(", "));
    return new FieldError(
        "FieldValueNotSupported",
        field,
        "Unsupported value: " + shown(value) + ": supported values: " + list);
  }

  public static FieldError duplicate(String field, JsonElement value) {
    return new FieldError("FieldValueDuplicate", field, "Duplicate value: " + shown(value));
  }

  public static FieldError forbidden(String field, String detail) {
    return new FieldError("FieldValueForbidden", field, "Forbidden: " + detail);
  }

  public static FieldError tooLong(String field, long limit) {
    return new FieldError(
        "FieldValueTooLong", field, "Too long: may not be more than " + limit + " bytes");
  }

  public static FieldError tooMany(String field, long actual, long limit) {
    return new FieldError(
        "FieldValueTooMany",
        field,
        "Too many: " + actual + ": must have at most " + limit + " items");
  }

  public static FieldError notFound(String field, JsonElement value) {
    return new FieldError("FieldValueNotFound", field, "Not found: " + shown(value));
  }

  /** What is said instead of the outcome of CEL rules that cannot be run. */
  public static FieldError rulesUnchecked() {
    return new FieldError(
        "FieldValueInvalid",
        "<nil>",
        "Invalid value: null: some validation rules were not checked because the object was"
            + " invalid; correct the existing errors to complete validation");
  }

  /** Whether CEL rules cannot be run on an object with this mistake. */
  public boolean blocksRules() {
    return BLOCKING.contains(reason);
  }

  /** Path and message as one sentence. */
  public String sentence() {
    return field + ": " + message;
  }

  JsonObject cause() {
    return Json.of("reason", reason, "message", message, "field", field);
  }

  private static String joined(String start, String detail) {
    return detail.isEmpty() ? start : start + ": " + detail;
  }

  private static String shown(JsonElement value) {
    return value instanceof JsonNull ? "null" : Json.write(value);
  }
}
