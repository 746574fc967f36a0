package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The constraints of strings and numbers. */
final class Scalars {
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private Scalars() {}

  static void check(JsonPrimitive value, Schema schema, String path, List<FieldError> errors) {
    if (value.isString()) {
      string(value, schema, path, errors);
    } else if (value.isNumber()) {
      number(value, schema, path, errors);
    }
  }

  /** {@code integer} for whole numbers of at most 64 bits, however they are written. */
  static String numberType(JsonPrimitive value) {
    BigDecimal exact = value.getAsBigDecimal();
    boolean whole = exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0;
    return whole && isInRange(exact, "int64") ? "integer" : "number";
  }

  /** Whether a number fits the format of an integer; other formats take every number. */
  static boolean isInRange(BigDecimal number, String format) {
    return switch (format) {
      case "int32" -> isBetween(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "int64" -> isBetween(number, Long.MIN_VALUE, Long.MAX_VALUE);
      default -> true;
    };
  }

  private static boolean isBetween(BigDecimal number, long least, long most) {
    return number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  private static void string(
      JsonPrimitive value, Schema schema, String path, List<FieldError> errors) {
    String text = value.getAsString();
    long length = text.codePointCount(0, text.length());
    JsonElement most = schema.keyword("maxLength");
    if (most != null && length > most.getAsLong()) {
      errors.add(FieldError.tooLong(path, most.getAsLong()));
    }
    JsonElement least = schema.keyword("minLength");
    if (least != null && length < least.getAsLong()) {
      invalid(errors, path, value, "should be at least " + least + " chars long");
    }
    JsonElement pattern = schema.keyword("pattern");
    if (pattern != null && !matches(pattern.getAsString(), text)) {
      invalid(errors, path, value, "should match '" + pattern.getAsString() + "'");
    }
    if (!Formats.accepts(schema.format(), text)) {
      invalid(errors, path, value, "must be of type " + schema.format() + ": " + Json.write(value));
    }
  }

  private static boolean matches(String pattern, String text) {
    try {
      return PATTERNS.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw new IllegalStateException("pattern " + pattern + " is beyond this implementation", e);
    }
  }

  private static void number(
      JsonPrimitive value, Schema schema, String path, List<FieldError> errors) {
    BigDecimal number = value.getAsBigDecimal();
    if (!isInRange(number, schema.format())) {
      String wanted = "integer with format " + schema.format();
      errors.add(FieldError.invalid(path, value, "Checked value must be of type " + wanted));
    }
    limit(
        errors,
        path,
        value,
        number,
        schema.keyword("minimum"),
        isTrue(schema, "exclusiveMinimum"),
        -1);
    limit(
        errors,
        path,
        value,
        number,
        schema.keyword("maximum"),
        isTrue(schema, "exclusiveMaximum"),
        1);
    JsonElement step = schema.keyword("multipleOf");
    if (step != null && number.remainder(step.getAsBigDecimal()).signum() != 0) {
      invalid(errors, path, value, "should be a multiple of " + step);
    }
  }

  private static void limit(
      List<FieldError> errors,
      String path,
      JsonPrimitive value,
      BigDecimal number,
      @Nullable JsonElement bound,
      boolean exclusive,
      int side) {
    if (bound == null) {
      return;
    }
    int beyond = number.compareTo(bound.getAsBigDecimal()) * side;
    if (beyond > 0 || (exclusive && beyond == 0)) {
      String relation = side < 0 ? "greater than " : "less than ";
      invalid(
          errors, path, value, "should be " + relation + (exclusive ? "" : "or equal to ") + bound);
    }
  }

  private static void invalid(
      List<FieldError> errors, String path, JsonPrimitive value, String complaint) {
    errors.add(FieldError.invalid(Validator.shown(path), value, path + " in body " + complaint));
  }

  private static boolean isTrue(Schema schema, String keyword) {
    JsonElement value = schema.keyword(keyword);
    return value != null && value.getAsBoolean();
  }
}
