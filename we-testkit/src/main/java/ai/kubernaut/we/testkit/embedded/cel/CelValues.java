package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.values.NullValue;
import org.jspecify.annotations.Nullable;

/** Java values as CEL sees them. */
final class CelValues {
  private CelValues() {}

  static Object present(@Nullable Object value) {
    return value == null ? NullValue.NULL_VALUE : value;
  }
}
