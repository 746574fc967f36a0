package ai.kubernaut.we.kubernetes.resource;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FreeForm;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Quantity;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which codec a type has, and what the absence of a component means. */
final class Codecs {

  private static final Map<Class<?>, ValueCodec<?>> BY_CLASS =
      Map.ofEntries(
          Map.entry(String.class, Scalars.STRING),
          Map.entry(boolean.class, Scalars.BOOLEAN),
          Map.entry(Boolean.class, Scalars.BOOLEAN),
          Map.entry(int.class, Scalars.INTEGER),
          Map.entry(Integer.class, Scalars.INTEGER),
          Map.entry(long.class, Scalars.LONG),
          Map.entry(Long.class, Scalars.LONG),
          Map.entry(BigDecimal.class, Scalars.DECIMAL),
          Map.entry(Instant.class, Scalars.INSTANT),
          Map.entry(Quantity.class, Scalars.QUANTITY),
          Map.entry(FreeForm.class, new FreeFormCodec()));

  /** Components that are never absent in a record and may be on the wire, in both directions. */
  private static final Map<Class<?>, Map<String, Object>> ABSENCE =
      Map.of(
          WorkflowExecution.class,
          Map.of("status", WorkflowExecutionStatus.empty()),
          ExecutionRef.class,
          Map.of("name", ""),
          Metadata.class,
          Map.of(
              "namespace",
              "",
              "uid",
              "",
              "resourceVersion",
              "",
              "generation",
              0L,
              "creationTimestamp",
              Instant.EPOCH));

  private Codecs() {}

  @SuppressWarnings("unchecked")
  static ValueCodec<Object> of(RecordComponent component) {
    ValueCodec<Object> codec = (ValueCodec<Object>) of(component.getGenericType());
    Class<?> type = component.getType();
    Object absent =
        ABSENCE.getOrDefault(component.getDeclaringRecord(), Map.of()).get(component.getName());
    if (absent != null) {
      return new Defaulted<>(codec, absent, true);
    } else if (type == List.class || type == Map.class) {
      return new Defaulted<>(codec, codec.absent(), true);
    }
    return type == boolean.class ? new Defaulted<>(codec, false, false) : codec;
  }

  private static ValueCodec<?> of(Type type) {
    return type instanceof ParameterizedType generic
        ? ofGeneric(generic.getRawType(), generic.getActualTypeArguments())
        : ofClass((Class<?>) type);
  }

  private static ValueCodec<?> ofGeneric(Type type, Type[] arguments) {
    if (type == Optional.class) {
      return new OptionalCodec<>(of(arguments[0]));
    } else if (type == List.class) {
      return new ListCodec<>(of(arguments[0]));
    } else if (type == Map.class && arguments[0] == String.class) {
      return new MapCodec<>(of(arguments[1]));
    }
    throw new IllegalArgumentException("no codec of " + type);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static ValueCodec<?> ofClass(Class<?> type) {
    ValueCodec<?> known = BY_CLASS.get(type);
    if (known != null) {
      return known;
    } else if (type.isEnum()) {
      return Scalars.choice((Class<? extends Enum>) type);
    } else if (type.isRecord()) {
      return new RecordCodec<>((Class<? extends Record>) type);
    }
    throw new IllegalArgumentException("no codec of " + type);
  }
}
