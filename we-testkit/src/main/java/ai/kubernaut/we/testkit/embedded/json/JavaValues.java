package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON trees as plain Java values: maps, lists, strings, longs, doubles, booleans and null. */
public final class JavaValues {
  private JavaValues() {}

  public static @Nullable Object of(JsonElement value) {
    if (value.isJsonObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      value.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), of(e.getValue())));
      return map;
    }
    if (value.isJsonArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      value.getAsJsonArray().forEach(item -> list.add(of(item)));
      return list;
    }
    return value.isJsonNull() ? null : scalar(value.getAsJsonPrimitive());
  }

  private static Object scalar(JsonPrimitive value) {
    if (value.isBoolean()) {
      return value.getAsBoolean();
    }
    return value.isString() ? value.getAsString() : number(value);
  }

  private static Object number(JsonPrimitive value) {
    BigDecimal exact = value.getAsBigDecimal();
    boolean whole = exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0;
    return whole && exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
        ? (Object) exact.longValue()
        : (Object) exact.doubleValue();
  }
}
