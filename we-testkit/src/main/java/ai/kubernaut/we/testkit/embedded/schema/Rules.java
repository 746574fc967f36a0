package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.cel.Environment;
import ai.kubernaut.we.testkit.embedded.cel.Expression;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.common.base.Suppliers;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

  private void value(
      JsonElement value, @Nullable JsonElement old, @Nullable Schema schema, String path) {
    if (schema == null || value.isJsonNull() || !schema.hasRules()) {
      return;
    }
    if (!schema.rules().isEmpty()) {
      new Run(schema, schema.environment(path.isEmpty()), value, old, path).all();
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
      JsonElement before = ListMaps.counterpart(array.get(i), old, schema);
      value(array.get(i), before, schema.items(), path + "[" + i + "]");
    }
  }

  /** The rules of one place in a schema over one value. */
  private final class Run {
    private final Schema schema;
    private final Environment environment;
    private final JsonElement value;
    private final boolean changed;
    private final boolean isNew;
    private final Supplier<Object> self;
    private final Supplier<@Nullable Object> before;
    private final String path;

    Run(
        Schema schema,
        Environment environment,
        JsonElement value,
        @Nullable JsonElement old,
        String path) {
      this.schema = schema;
      this.environment = environment;
      this.value = value;
      this.path = path;
      changed = !value.equals(old);
      isNew = old == null;
      self = Suppliers.memoize(() -> CelValues.of(value, schema));
      before = old == null ? () -> null : Suppliers.memoize(() -> CelValues.of(old, schema));
    }

    void all() {
      schema.rules().forEach(this::one);
    }

    private void one(JsonObject rule) {
      Expression expression = RuleTexts.compile(rule, environment);
      boolean applies = isNew ? expression.isForNewValues() : changed || expression.isTransition();
      if (!applies) {
        return;
      }
      try {
        if (!Boolean.TRUE.equals(expression.evaluate(self.get(), before.get()))) {
          errors.add(violation(rule));
        }
      } catch (Expression.EvaluationFailed e) {
        String why = "rule evaluation error: " + e.getMessage();
        errors.add(FieldError.invalid(Validator.shown(path), shown(), why));
      }
    }

    private FieldError violation(JsonObject rule) {
      String field = Validator.shown(path + Json.text(rule, "fieldPath"));
      String message = RuleTexts.message(rule, environment, self.get(), before.get());
      return switch (Json.text(rule, "reason")) {
        case "FieldValueForbidden" -> FieldError.forbidden(field, message);
        case "FieldValueRequired" -> FieldError.required(field, message);
        case "FieldValueDuplicate" -> FieldError.duplicate(field, shown());
        default -> FieldError.invalid(field, shown(), message);
      };
    }

    /** Containers are shown by their type only. */
    private JsonElement shown() {
      return value.isJsonPrimitive() ? value : new JsonPrimitive(Validator.typeOf(value));
    }
  }
}
