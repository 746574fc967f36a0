package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record as a field of an object.
 *
 * @param accessor from the record as an {@code Object} to the component as an {@code Object}
 */
record FieldCodec(String name, MethodHandle accessor, ValueCodec<Object> codec) {

  static FieldCodec of(RecordComponent component) {
    try {
      MethodHandle accessor =
          MethodHandles.publicLookup()
              .unreflect(component.getAccessor())
              .asType(MethodType.methodType(Object.class, Object.class));
      return new FieldCodec(component.getName(), accessor, Codecs.of(component));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(component + " is not of a public record", e);
    }
  }

  /** The component's value. */
  Object of(Record value) {
    try {
      return accessor.invokeExact((Object) value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  Object read(JsonObject object) {
    JsonElement json = object.get(name);
    try {
      return isAbsent(json) ? codec.absent() : codec.read(json);
    } catch (MalformedResource e) {
      throw e.inField(name);
    }
  }

  void write(Record value, JsonObject object) {
    put(codec.write(of(value)), object);
  }

  void rewrite(Record before, Record after, JsonObject object) {
    Object old = of(before);
    Object now = of(after);
    if (!now.equals(old)) {
      JsonElement json = object.get(name);
      put(isAbsent(json) ? codec.write(now) : codec.rewrite(old, now, json), object);
    }
  }

  void patch(Record before, Record after, JsonObject patch) {
    Object old = of(before);
    Object now = of(after);
    if (!now.equals(old)) {
      patch.add(name, codec.patch(old, now));
    }
  }

  private void put(JsonElement json, JsonObject object) {
    if (json.isJsonNull()) {
      object.remove(name);
    } else {
      object.add(name, json);
    }
  }

  private static boolean isAbsent(@Nullable JsonElement json) {
    return json == null || json.isJsonNull();
  }
}
