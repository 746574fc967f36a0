package ai.kubernaut.we.kubernetes.resource;

import ai.kubernaut.we.api.Quantity;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values that are one string, number or boolean on the wire. */
final class Scalars {

  private static final StringPool POOL = new StringPool();

  /** Short strings are shared between objects: most of them recur. */
  static final Scalar<String> STRING =
      new Scalar<>(
          "a string",
          JsonPrimitive::isString,
          json -> POOL.share(json.getAsString()),
          JsonPrimitive::new);

  static final Scalar<Boolean> BOOLEAN =
      new Scalar<>(
          "a boolean", JsonPrimitive::isBoolean, JsonPrimitive::getAsBoolean, JsonPrimitive::new);

  static final Scalar<Integer> INTEGER =
      new Scalar<>(
          "an integer of 32 bits",
          JsonPrimitive::isNumber,
          json -> Math.toIntExact(integer(json.getAsString())),
          JsonPrimitive::new);

  static final Scalar<Long> LONG =
      new Scalar<>(
          "an integer of 64 bits",
          JsonPrimitive::isNumber,
          json -> integer(json.getAsString()),
          JsonPrimitive::new);

  static final Scalar<BigDecimal> DECIMAL =
      new Scalar<>(
          "a number",
          JsonPrimitive::isNumber,
          json -> new BigDecimal(json.getAsString()),
          JsonPrimitive::new);

  static final Scalar<Instant> INSTANT =
      new Scalar<>(
          "an RFC 3339 time",
          JsonPrimitive::isString,
          json -> Timestamps.parse(json.getAsString()),
          time -> new JsonPrimitive(Timestamps.format(time)));

  /** A number or a string on the wire, and written as a string. */
  static final Scalar<Quantity> QUANTITY =
      new Scalar<>(
          "a quantity",
          json -> json.isString() || json.isNumber(),
          json -> new Quantity(POOL.share(json.getAsString())),
          quantity -> new JsonPrimitive(quantity.text()));

  private Scalars() {}

  /** The same string, shared with other objects if it is short. */
  static String share(String text) {
    return POOL.share(text);
  }

  /** A closed choice; the values on the wire are those of {@code toString}. */
  static <E extends Enum<E>> Scalar<E> choice(Class<E> type) {
    Map<String, E> byText =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toUnmodifiableMap(Enum::toString, Function.identity()));
    return new Scalar<>(
        "one of " + Arrays.toString(type.getEnumConstants()),
        json -> json.isString() && byText.containsKey(json.getAsString()),
        json -> byText.get(json.getAsString()),
        value -> new JsonPrimitive(value.toString()));
  }

  /** A whole number in any notation. */
  private static long integer(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return new BigDecimal(text).longValueExact();
    }
  }
}
