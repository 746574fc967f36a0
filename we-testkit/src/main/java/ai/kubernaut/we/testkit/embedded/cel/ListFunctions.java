package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code isSorted}, {@code sum}, {@code min}, {@code max}, {@code indexOf}, {@code lastIndexOf}.
 */
final class ListFunctions {
  private static final CelType ITEM = TypeParamType.create("T");
  private static final CelType LIST = ListType.create(ITEM);

  private ListFunctions() {}

  static void addTo(FunctionSet set) {
    set.method("isSorted", SimpleType.BOOL, LIST, List.class, ListFunctions::isSorted);
    set.method("sum", ITEM, LIST, List.class, ListFunctions::sum);
    set.method("min", ITEM, LIST, List.class, list -> extreme(list, -1));
    set.method("max", ITEM, LIST, List.class, list -> extreme(list, 1));
    set.method(
        "indexOf",
        SimpleType.INT,
        LIST,
        List.class,
        ITEM,
        Object.class,
        (list, item) -> (long) list.indexOf(item));
    set.method(
        "lastIndexOf",
        SimpleType.INT,
        LIST,
        List.class,
        ITEM,
        Object.class,
        (list, item) -> (long) list.lastIndexOf(item));
  }

  private static boolean isSorted(List<?> list) {
    List<Object> sorted = new ArrayList<>(list);
    sorted.sort(ListFunctions::order);
    return sorted.equals(list);
  }

  private static Object sum(List<?> list) {
    if (list.stream().anyMatch(Duration.class::isInstance)) {
      return list.stream().map(Duration.class::cast).reduce(Duration.ZERO, Duration::plus);
    }
    return list.stream().allMatch(Long.class::isInstance)
        ? (Object) list.stream().mapToLong(item -> ((Number) item).longValue()).sum()
        : (Object) list.stream().mapToDouble(item -> ((Number) item).doubleValue()).sum();
  }

  private static Object extreme(List<?> list, int sign) {
    if (list.isEmpty()) {
      throw new IllegalArgumentException((sign < 0 ? "min" : "max") + " called on empty list");
    }
    Object best = list.get(0);
    for (Object item : list) {
      if (order(item, best) * sign > 0) {
        best = item;
      }
    }
    return best;
  }

  @SuppressWarnings("unchecked") // Lists hold one type; all that has an order is comparable.
  private static int order(Object one, Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
    return ((Comparable<Object>) one).compareTo(other);
  }
}
