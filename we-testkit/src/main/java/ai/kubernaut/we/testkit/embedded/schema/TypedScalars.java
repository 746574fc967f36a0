package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.schema.TypedDecoder.WrongType;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.kubernetes.client.custom.Quantity;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts and numbers of built-in kinds as a typed server reads them. */
final class TypedScalars {
  private static final Pattern QUANTITY =
      Pattern.compile("^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$");
  private static final Set<String> SUFFIXES =
      Set.of("", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final Pattern MICRO_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}(Z|[+-]\\d\\d:\\d\\d)");

  private TypedScalars() {}

  static void string(JsonElement value, Schema schema, String path) {
    if (schema.format().equals("quantity")) {
      TypedDecoder.require(
          Json.isString(value) || Json.isNumber(value), value, path, "resource.Quantity");
      requireQuantity(value.getAsString());
      return;
    }
    TypedDecoder.require(Json.isString(value), value, path, "string");
    String text = value.getAsString();
    if (!text.isEmpty()) {
      format(schema.format(), text);
    }
  }

  private static void format(String format, String text) {
    switch (format) {
      case "date-time" ->
          requireTime(Formats.accepts("date-time", text), text, "2006-01-02T15:04:05Z07:00");
      case "micro-time" ->
          requireTime(
              MICRO_TIME.matcher(text).matches() && Formats.accepts("date-time", text),
              text,
              "2006-01-02T15:04:05.000000Z07:00");
      case "byte" -> {
        if (!Formats.accepts("byte", text)) {
          throw new WrongType("illegal base64 data at input byte 0");
        }
      }
      default -> {
        return;
      }
    }
  }

  private static void requireTime(boolean fits, String text, String layout) {
    if (!fits) {
      throw new WrongType("parsing time \"" + text + "\" as \"" + layout + "\": cannot parse");
    }
  }

  private static void requireQuantity(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches() || !isSuffix(matcher.group(2))) {
      throw new WrongType(
          "quantities must match the regular expression '" + QUANTITY.pattern() + "'");
    }
  }

  private static boolean isSuffix(String suffix) {
    return SUFFIXES.contains(suffix) || suffix.matches("[eE][-+]?[0-9]+");
  }

  static void integer(JsonElement value, Schema schema, String path) {
    boolean whole =
        Json.isNumber(value)
            && Scalars.numberType(value.getAsJsonPrimitive()).equals("integer")
            && !value.getAsString().contains(".")
            && Scalars.isInRange(value.getAsBigDecimal(), schema.format());
    TypedDecoder.require(whole, value, path, schema.format());
  }

  /** Quantities in the form in which a server gives them back; everything else as it is. */
  static JsonElement canonical(JsonElement value, Schema schema) {
    boolean quantity = schema.format().equals("quantity") && value.isJsonPrimitive();
    return quantity
        ? new JsonPrimitive(Quantity.fromString(value.getAsString()).toSuffixedString())
        : value;
  }
}
