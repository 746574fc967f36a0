package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.time.DateTimeException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A string, number or boolean on the wire.
 *
 * @param name what it is, for messages
 * @param fits whether the wire has the right kind of value
 * @param parse reads a value of that kind; throws an arithmetic, date-time or illegal-argument
 *     exception if it is none of ours
 */
record Scalar<T>(
    String name,
    Predicate<JsonPrimitive> fits,
    Function<JsonPrimitive, T> parse,
    Function<T, JsonPrimitive> format)
    implements ValueCodec<T> {

  @Override
  public T read(JsonElement json) {
    if (!(json instanceof JsonPrimitive primitive) || !fits.test(primitive)) {
      throw MalformedResource.expected(name, json);
    }
    try {
      return parse.apply(primitive);
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      throw MalformedResource.expected(name, json);
    }
  }

  @Override
  public T absent() {
    throw MalformedResource.missing(name);
  }

  @Override
  public JsonElement write(T value) {
    return format.apply(value);
  }
}
