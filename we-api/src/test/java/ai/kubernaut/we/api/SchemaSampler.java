package ai.kubernaut.we.api;

import static ai.kubernaut.we.api.Crd.list;
import static ai.kubernaut.we.api.Crd.map;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random values that are valid under a structural schema; every optional field comes and goes. */
final class SchemaSampler {

  private static final List<String> TEXTS =
      List.of("", "a", "Running", "ns/Deployment/x", "ünïcödé ☃", "1m30s", "\"{}\\\n\t\u0000");
  private static final List<String> TIMES =
      List.of(
          "2026-01-02T03:04:05Z",
          "2026-01-02T03:04:05.123456Z",
          "2026-01-02T03:04:05+05:30",
          "1970-01-01T00:00:00-00:01");
  private static final List<String> WORDS = List.of("Ready", "a", "Some_Reason1");
  private static final List<Object> QUANTITIES = List.of("500m", "1Gi", "+1.5", ".5e3", 2, 0, "7");

  private final Random random;

  SchemaSampler(long seed) {
    random = new Random(seed);
  }

  Object sample(Map<String, Object> schema) {
    if (Boolean.TRUE.equals(schema.get("nullable")) && random.nextInt(4) == 0) {
      return null;
    }
    if (schema.containsKey("x-kubernetes-int-or-string")) {
      return pick(QUANTITIES);
    }
    if (!schema.containsKey("type")) {
      return anything(3);
    }
    return switch ((String) schema.get("type")) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "string" -> text(schema);
      case "boolean" -> random.nextBoolean();
      case "integer" -> integer(schema);
      case "number" -> pick(List.of(0, 1, -3, new BigDecimal("0.95"), new BigDecimal("1E+30")));
      default -> throw new IllegalArgumentException("no sample of " + schema);
    };
  }

  private Map<String, Object> object(Map<String, Object> schema) {
    Map<String, Object> sample = new LinkedHashMap<>();
    List<Object> required = list(schema.get("required"));
    map(schema.get("properties"))
        .forEach(
            (name, property) -> {
              if (required.contains(name) || random.nextInt(3) > 0) {
                sample.put(name, sample(map(property)));
              }
            });
    if (schema.get("additionalProperties") instanceof Map<?, ?> values) {
      for (int i = random.nextInt(4); i > 0; i--) {
        sample.put("KEY_" + i, sample(map(values)));
      }
    }
    return sample;
  }

  private List<Object> array(Map<String, Object> schema) {
    Map<String, Object> items = map(schema.get("items"));
    Map<Object, Object> distinct = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Object item = sample(items);
      distinct.put(schema.containsKey("x-kubernetes-list-type") ? map(item).get("name") : i, item);
    }
    return new ArrayList<>(distinct.values());
  }

  private Object text(Map<String, Object> schema) {
    if (schema.containsKey("enum")) {
      return pick(list(schema.get("enum")));
    }
    if ("date-time".equals(schema.get("format"))) {
      return pick(TIMES);
    }
    return schema.containsKey("pattern") ? pick(WORDS) : pick(TEXTS);
  }

  private Object integer(Map<String, Object> schema) {
    long value = "int32".equals(schema.get("format")) ? random.nextInt() : random.nextLong();
    return schema.containsKey("minimum") ? value & Long.MAX_VALUE : value;
  }

  private Object anything(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> "text";
      case 1 -> random.nextLong();
      case 2 -> true;
      case 3 -> new BigDecimal("0.10");
      case 4 -> List.of(anything(depth - 1), anything(depth - 1));
      default -> new HashMap<>(Map.of("a", anything(depth - 1), "b", anything(depth - 1)));
    };
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
