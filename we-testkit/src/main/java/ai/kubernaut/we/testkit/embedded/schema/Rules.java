package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The CEL rules of a schema, run over a value and the one that it replaces. */
public final class Rules {
  private Rules() {}

  /** Everything that a rule objects to. */
  public static List<FieldError> check(
      JsonElement value, @Nullable JsonElement old, Schema schema) {
    return List.of();
  }

  /** Whether a schema or anything in it has rules. */
  public static boolean hasAny(Schema schema) {
    return schema.source().toString().contains("x-kubernetes-validations");
  }
}
