package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.cel.Environment;
import ai.kubernaut.we.testkit.embedded.cel.Expression;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule consists of: the expression, and the message for when it does not hold. */
public final class RuleTexts {
  private RuleTexts() {}

  /** Everything that is wrong with the rules of one place in a schema. */
  public static List<FieldError> check(JsonObject schema, String path, boolean resource) {
    List<FieldError> errors = new ArrayList<>();
    List<JsonObject> rules = Json.objects(schema, "x-kubernetes-validations");
    if (rules.isEmpty()) {
      return errors;
    }
    Environment environment = CelShape.environment(Schema.of(schema), resource);
    for (int i = 0; i < rules.size(); i++) {
      check(rules.get(i), environment, path + ".x-kubernetes-validations[" + i + "]", errors);
    }
    return errors;
  }

  private static void check(
      JsonObject rule, Environment environment, String path, List<FieldError> errors) {
    String text = Json.text(rule, "rule");
    if (text.isBlank()) {
      errors.add(FieldError.required(path + ".rule", "rule is not specified"));
      return;
    }
    try {
      compile(rule, environment);
    } catch (IllegalArgumentException e) {
      errors.add(FieldError.invalid(path + ".rule", text, String.valueOf(e.getMessage())));
    }
    String message = Json.text(rule, "messageExpression");
    if (!message.isEmpty()) {
      try {
        environment.message(message, isOldOptional(rule));
      } catch (IllegalArgumentException e) {
        errors.add(
            FieldError.invalid(
                path + ".messageExpression", message, String.valueOf(e.getMessage())));
      }
    }
  }

  static Expression compile(JsonObject rule, Environment environment) {
    return environment.rule(Json.text(rule, "rule"), isOldOptional(rule));
  }

  private static boolean isOldOptional(JsonObject rule) {
    return Json.isTrue(rule, "optionalOldSelf");
  }

  static String message(
      JsonObject rule, Environment environment, Object self, @Nullable Object before) {
    String expression = Json.text(rule, "messageExpression");
    if (expression.isEmpty()) {
      return fixedMessage(rule);
    }
    try {
      Object made = environment.message(expression, isOldOptional(rule)).evaluate(self, before);
      return String.valueOf(made);
    } catch (Expression.EvaluationFailed e) {
      return fixedMessage(rule);
    }
  }

  private static String fixedMessage(JsonObject rule) {
    String message = Json.text(rule, "message");
    return message.isEmpty() ? "failed rule: " + Json.text(rule, "rule").strip() : message;
  }
}
