package ai.kubernaut.we.testkit.embedded.cel;

import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list whose items are known by themselves ({@code set}) or by some of their members ({@code
 * map}): it equals another in any order, and adding to it merges.
 */
public final class ListValue extends AbstractList<Object> implements RandomAccess {
  private final List<Object> items;
  private final List<String> keys;

  private ListValue(List<Object> items, List<String> keys) {
    this.items = List.copyOf(items);
    this.keys = List.copyOf(keys);
  }

  /** A list of type {@code set}. */
  public static ListValue set(List<Object> items) {
    return new ListValue(items, List.of());
  }

  /** A list of type {@code map}. */
  public static ListValue map(List<Object> items, List<String> keys) {
    return new ListValue(items, keys);
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }

  /** Items by what they are known by. */
  Map<Object, Object> byIdentity() {
    Map<Object, Object> byIdentity = new LinkedHashMap<>();
    items.forEach(item -> byIdentity.put(identity(item), item));
    return byIdentity;
  }

  private Object identity(Object item) {
    if (keys.isEmpty() || !(item instanceof Map<?, ?> map)) {
      return item;
    }
    return keys.stream().map(key -> Objects.requireNonNullElse(map.get(key), "")).toList();
  }

  /**
   * Its items, with others in the place of those with the same identity, and new ones at the end.
   */
  ListValue plus(List<?> others) {
    Map<Object, Object> merged = byIdentity();
    others.forEach(item -> merged.put(identity(item), item));
    return new ListValue(List.copyOf(merged.values()), keys);
  }
}
