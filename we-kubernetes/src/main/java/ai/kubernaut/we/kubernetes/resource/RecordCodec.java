package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object whose fields are the components of a public record. Reflection ends with the
 * constructor of this class.
 */
final class RecordCodec<R extends Record> implements ValueCodec<R> {

  private final MethodHandle constructor;
  private final List<FieldCodec> fields;
  private final Optional<FieldCodec> key;

  RecordCodec(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    constructor = constructor(type, components);
    fields = Arrays.stream(components).map(FieldCodec::of).toList();
    key =
        Stream.of("type", "name")
            .flatMap(name -> fields.stream().filter(field -> field.name().equals(name)))
            .findFirst();
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      return MethodHandles.publicLookup()
          .findConstructor(type, MethodType.methodType(void.class, types))
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Record.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " is no public record", e);
    }
  }

  @Override
  public R read(JsonElement json) {
    if (!(json instanceof JsonObject object)) {
      throw MalformedResource.expected("an object", json);
    }
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).read(object);
    }
    return construct(values);
  }

  @SuppressWarnings("unchecked")
  private R construct(Object[] values) {
    try {
      return (R) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public R absent() {
    throw MalformedResource.missing("an object");
  }

  @Override
  public JsonObject write(R value) {
    JsonObject object = new JsonObject();
    fields.forEach(field -> field.write(value, object));
    return object;
  }

  @Override
  public JsonObject rewrite(R before, R after, JsonElement original) {
    JsonObject object = original.getAsJsonObject();
    fields.forEach(field -> field.rewrite(before, after, object));
    return object;
  }

  @Override
  public JsonObject patch(R before, R after) {
    JsonObject patch = new JsonObject();
    fields.forEach(field -> field.patch(before, after, patch));
    return patch;
  }

  /** Its type or name, if it has one. */
  @Override
  public Object identity(R value) {
    return key.map(field -> field.of(value)).orElse(value);
  }
}
