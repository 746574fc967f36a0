package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.cel.ListValue;
import ai.kubernaut.we.testkit.embedded.json.JavaValues;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.NullValue;
import dev.cel.common.values.CelByteString;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON values as rules see them: typed as their schema says. The values fit the schema. */
final class CelValues {
  private CelValues() {}

  static Object of(JsonElement value, @Nullable Schema schema) {
    if (value.isJsonNull()) {
      return NullValue.NULL_VALUE;
    }
    if (schema == null) {
      return untyped(value);
    }
    if (value.isJsonObject()) {
      return object(value.getAsJsonObject(), schema);
    }
    if (value.isJsonArray()) {
      return list(value.getAsJsonArray().asList(), schema);
    }
    return scalar(value, schema);
  }

  private static Object untyped(JsonElement value) {
    return Objects.requireNonNullElse(JavaValues.of(value), NullValue.NULL_VALUE);
  }

  private static Map<String, Object> object(JsonObject object, Schema schema) {
    Map<String, Object> map = new HashMap<>();
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      String name = member.getKey();
      Object value = of(member.getValue(), schema.member(name));
      map.put(name, value);
      if (schema.property(name) != null) {
        map.put(CelNames.escaped(name), value);
      }
    }
    return map;
  }

  private static List<Object> list(List<JsonElement> items, Schema schema) {
    List<Object> values = items.stream().map(item -> of(item, schema.items())).toList();
    return switch (schema.listType()) {
      case "set" -> ListValue.set(values);
      case "map" -> ListValue.map(values, schema.listMapKeys());
      default -> values;
    };
  }

  private static Object scalar(JsonElement value, Schema schema) {
    return switch (schema.type()) {
      case "number" -> value.getAsDouble();
      case "integer" -> value.getAsBigDecimal().longValue();
      case "string" -> text(value.getAsString(), schema.format());
      default -> untyped(value);
    };
  }

  private static Object text(String text, String format) {
    return switch (format) {
      case "date-time" -> OffsetDateTime.parse(text).toInstant();
      case "date" -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      case "duration" -> duration(text);
      case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
      default -> text;
    };
  }

  private static Duration duration(String text) {
    Duration sum = Duration.ZERO;
    var matcher =
        java.util.regex.Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|s|m|h)").matcher(text);
    while (matcher.find()) {
      double nanos = Double.parseDouble(matcher.group(1)) * unit(matcher.group(2)).toNanos();
      sum = sum.plusNanos((long) nanos);
    }
    return text.startsWith("-") ? sum.negated() : sum;
  }

  private static Duration unit(String unit) {
    return switch (unit) {
      case "ns" -> Duration.ofNanos(1);
      case "us", "µs" -> Duration.ofNanos(1_000);
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }
}
