package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import java.math.BigDecimal;
import java.util.Optional;

/** {@code quantity} and what can be asked of one. */
final class QuantityFunctions {
  /** A quantity by its value, however it is written. */
  private record Amount(BigDecimal value) implements Comparable<Amount> {
    Amount {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    boolean isWhole() {
      return value.scale() <= 0 && value.toBigInteger().bitLength() < Long.SIZE;
    }

    @Override
    public int compareTo(Amount other) {
      return value.compareTo(other.value);
    }
  }

  private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
  private static final CelType FLAG = SimpleType.BOOL;

  private QuantityFunctions() {}

  static void addTo(FunctionSet set) {
    set.function(
        "isQuantity", FLAG, SimpleType.STRING, String.class, text -> parse(text).isPresent());
    set.function(
        "quantity", QUANTITY, SimpleType.STRING, String.class, QuantityFunctions::required);
    set.method("sign", SimpleType.INT, QUANTITY, Amount.class, q -> (long) q.value().signum());
    set.method("isInteger", FLAG, QUANTITY, Amount.class, Amount::isWhole);
    set.method("asInteger", SimpleType.INT, QUANTITY, Amount.class, QuantityFunctions::whole);
    set.method(
        "asApproximateFloat",
        SimpleType.DOUBLE,
        QUANTITY,
        Amount.class,
        amount -> amount.value().doubleValue());
    compare(set, "isGreaterThan", FLAG, sign -> sign > 0);
    compare(set, "isLessThan", FLAG, sign -> sign < 0);
    compare(set, "compareTo", SimpleType.INT, sign -> (long) sign);
    calculate(set, "add", 1);
    calculate(set, "sub", -1);
  }

  private static void compare(
      FunctionSet set, String name, CelType result, java.util.function.IntFunction<Object> answer) {
    set.method(
        name,
        result,
        QUANTITY,
        Amount.class,
        QUANTITY,
        Amount.class,
        (one, other) -> answer.apply(one.compareTo(other)));
  }

  private static void calculate(FunctionSet set, String name, long sign) {
    BigDecimal factor = BigDecimal.valueOf(sign);
    set.method(
        name,
        QUANTITY,
        QUANTITY,
        Amount.class,
        QUANTITY,
        Amount.class,
        (one, other) -> new Amount(one.value().add(other.value().multiply(factor))));
    set.method(
        name,
        QUANTITY,
        QUANTITY,
        Amount.class,
        SimpleType.INT,
        Long.class,
        (one, other) -> new Amount(one.value().add(BigDecimal.valueOf(other * sign))));
  }

  private static Object whole(Amount amount) {
    if (!amount.isWhole()) {
      throw new IllegalArgumentException("cannot convert value to integer");
    }
    return amount.value().longValueExact();
  }

  private static Optional<Amount> parse(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(new Amount(Quantity.fromString(text).getNumber()));
    } catch (QuantityFormatException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Amount required(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "quantities must match the regular expression"
                        + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$': "
                        + text));
  }
}
