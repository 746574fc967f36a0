package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.cel.Expression;
import ai.kubernaut.we.testkit.embedded.json.JavaValues;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CEL rules of a schema, run over a value and the one that it replaces. */
public final class Rules {
  private final List<FieldError> errors = new ArrayList<>();

  private Rules() {}

  /** Everything that a rule objects to. */
  public static List<FieldError> check(
      JsonElement value, @Nullable JsonElement old, Schema schema) {
    Rules rules = new Rules();
    if (hasAny(schema)) {
      rules.value(value, old, schema, "");
    }
    return rules.errors;
  }

  /** Whether a schema or anything in it has rules. */
  public static boolean hasAny(Schema schema) {
    return schema.hasRules();
  }

  /** Refuses rules that are not valid CEL, as pairs of the rule and why. */
  public static void compile(JsonObject rule) {
    Expression.of(Json.text(rule, "rule"), Json.isTrue(rule, "optionalOldSelf"));
  }

  private void value(
      JsonElement value, @Nullable JsonElement old, @Nullable Schema schema, String path) {
    if (schema == null || value.isJsonNull()) {
      return;
    }
    for (JsonObject rule : schema.rules()) {
      run(rule, value, old, path);
    }
    if (value.isJsonObject()) {
      members(value.getAsJsonObject(), old, schema, path);
    } else if (value.isJsonArray()) {
      items(value.getAsJsonArray(), old, schema, path);
    }
  }

  private void members(JsonObject object, @Nullable JsonElement old, Schema schema, String path) {
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      String name = member.getKey();
      boolean property = schema.property(name) != null;
      String here = property ? Validator.join(path, name) : path + "[" + name + "]";
      value(member.getValue(), Json.at(old, name), schema.member(name), here);
    }
  }

  private void items(JsonArray array, @Nullable JsonElement old, Schema schema, String path) {
    for (int i = 0; i < array.size(); i++) {
      JsonElement before =
          schema.listType().equals("map") ? sameKeys(array.get(i), old, schema) : null;
      value(array.get(i), before, schema.items(), path + "[" + i + "]");
    }
  }

  private static @Nullable JsonElement sameKeys(
      JsonElement item, @Nullable JsonElement old, Schema schema) {
    for (JsonElement candidate : Json.items(old)) {
      boolean same =
          schema.listMapKeys().stream()
              .allMatch(key -> Json.text(item, key).equals(Json.text(candidate, key)));
      if (same) {
        return candidate;
      }
    }
    return null;
  }

  private void run(JsonObject rule, JsonElement value, @Nullable JsonElement old, String path) {
    boolean optionalOld = Json.isTrue(rule, "optionalOldSelf");
    Expression expression = Expression.of(Json.text(rule, "rule"), optionalOld);
    if (expression.isTransition() && old == null && !optionalOld) {
      return;
    }
    Object self = JavaValues.of(value);
    Object before = old == null ? null : JavaValues.of(old);
    try {
      if (!Boolean.TRUE.equals(expression.evaluate(self, before, optionalOld))) {
        errors.add(violation(rule, value, self, before, path));
      }
    } catch (Expression.EvaluationFailed e) {
      String why = "rule evaluation error: " + e.getMessage();
      errors.add(FieldError.invalid(Validator.shown(path), shown(value), why));
    }
  }

  private static FieldError violation(
      JsonObject rule,
      JsonElement value,
      @Nullable Object self,
      @Nullable Object before,
      String path) {
    String field = Validator.shown(path + Json.text(rule, "fieldPath"));
    String message = message(rule, self, before);
    return switch (Json.text(rule, "reason")) {
      case "FieldValueForbidden" -> FieldError.forbidden(field, message);
      case "FieldValueRequired" -> FieldError.required(field, message);
      case "FieldValueDuplicate" -> FieldError.duplicate(field, shown(value));
      default -> FieldError.invalid(field, shown(value), message);
    };
  }

  private static String message(JsonObject rule, @Nullable Object self, @Nullable Object before) {
    String expression = Json.text(rule, "messageExpression");
    if (!expression.isEmpty()) {
      try {
        boolean optionalOld = Json.isTrue(rule, "optionalOldSelf");
        return String.valueOf(
            Expression.of(expression, optionalOld).evaluate(self, before, optionalOld));
      } catch (Expression.EvaluationFailed e) {
        return fixedMessage(rule);
      }
    }
    return fixedMessage(rule);
  }

  private static String fixedMessage(JsonObject rule) {
    String message = Json.text(rule, "message");
    return message.isEmpty() ? "failed rule: " + Json.text(rule, "rule").strip() : message;
  }

  /** Containers are shown by their type only. */
  private static JsonElement shown(JsonElement value) {
    return value.isJsonPrimitive() ? value : new JsonPrimitive(Validator.typeOf(value));
  }
}
