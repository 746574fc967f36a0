package ai.kubernaut.we.kubernetes.resource;

import ai.kubernaut.we.api.FreeForm;
import ai.kubernaut.we.api.Quantity;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Records of the resource with random values; every optional component comes and goes. */
final class RandomRecords {

  private static final List<String> TEXTS =
      List.of("a", "Some text.", "ns/Deployment/x", "ünïcödé ☃ 𝕏", "\"quoted\\\n\t\u0001</html>'");
  private static final List<Instant> TIMES =
      List.of(
          Instant.parse("2026-01-02T03:04:05Z"),
          Instant.parse("1969-12-31T23:59:59Z"),
          Instant.parse("2024-02-29T00:00:00.120Z"),
          Instant.parse("2026-01-02T03:04:05.000000001Z"));

  /** What is not any text: components with a closed or patterned set of values. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "type", List.of("Ready", "Blocked", "example.com/Other"),
          "status", List.of("True", "False", "Unknown"),
          "reason", List.of("Because", "SomeReason"),
          "clearMethod", List.of("Annotation", "APIEndpoint", "StatusField"));

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  WorkflowExecution execution() {
    return record(WorkflowExecution.class);
  }

  WorkflowExecutionStatus status() {
    return record(WorkflowExecutionStatus.class);
  }

  private <R> R record(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = Arrays.stream(components).map(this::component).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  private Object component(RecordComponent component) {
    return value(component.getName(), component.getGenericType());
  }

  private Object value(String name, Type type) {
    if (!(type instanceof ParameterizedType generic)) {
      return plain(name, (Class<?>) type);
    }
    Type[] arguments = generic.getActualTypeArguments();
    if (generic.getRawType() == Optional.class) {
      return Optional.of(0).filter(x -> random.nextInt(3) > 0).map(x -> value(name, arguments[0]));
    }
    IntStream some = IntStream.range(0, random.nextInt(4));
    return generic.getRawType() == List.class
        ? some.mapToObj(i -> value("", arguments[0])).toList()
        : some.boxed().collect(Collectors.toMap(i -> "key/" + i, i -> value("", arguments[1])));
  }

  private Object plain(String name, Class<?> type) {
    if (type == FreeForm.class) {
      return new FreeForm(pick(List.of("{\"a\":[1.0,null,\"x\"]}", "9223372036854775807", "[]")));
    } else if (type == Quantity.class) {
      return new Quantity(pick(List.of("500m", "1Gi", "2", "1.50")));
    } else if (type.isRecord()) {
      return record(type);
    } else if (type.isEnum()) {
      return pick(List.of(type.getEnumConstants()));
    } else if (type == String.class) {
      return pick(WORDS.getOrDefault(name, TEXTS));
    } else if (type == Instant.class) {
      return pick(TIMES);
    } else if (type == BigDecimal.class) {
      return pick(List.of(new BigDecimal("0.950"), new BigDecimal("1E+3"), BigDecimal.ZERO));
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == int.class || type == Integer.class) {
      return random.nextInt();
    }
    return random.nextLong() & Long.MAX_VALUE;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
