package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.CelOptions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Equality as CEL has it, but for lists whose order does not count. */
@SuppressWarnings(
    "Immutable") // It has no state but the equality of scalars, which has none either.
final class Equality {
  private final RuntimeEquality scalars;

  Equality(CelOptions options) {
    scalars = RuntimeEquality.create(RuntimeHelpers.create(), options);
  }

  List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("equals", Object.class, Object.class, this::equal),
        CelFunctionBinding.from(
            "not_equals", Object.class, Object.class, (one, other) -> !equal(one, other)),
        CelFunctionBinding.from("add_list", List.class, List.class, Equality::add));
  }

  private boolean equal(Object one, Object other) {
    if (one instanceof ListValue list && other instanceof ListValue otherList) {
      return equalMaps(list.byIdentity(), otherList.byIdentity());
    }
    if (one instanceof List<?> list && other instanceof List<?> otherList) {
      return equalLists(list, otherList);
    }
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
      return equalMaps(map, otherMap);
    }
    return scalars.objectEquals(one, other);
  }

  private boolean equalLists(List<?> one, List<?> other) {
    Iterator<?> others = other.iterator();
    return one.size() == other.size() && one.stream().allMatch(item -> equal(item, others.next()));
  }

  private boolean equalMaps(Map<?, ?> one, Map<?, ?> other) {
    return one.size() == other.size()
        && one.entrySet().stream()
            .allMatch(
                entry -> {
                  Object counterpart = other.get(entry.getKey());
                  return counterpart != null && equal(entry.getValue(), counterpart);
                });
  }

  private static Object add(List<?> one, List<?> other) {
    if (one instanceof ListValue list) {
      return list.plus(other);
    }
    List<Object> sum = new java.util.ArrayList<>(one);
    sum.addAll(other);
    return sum;
  }
}
