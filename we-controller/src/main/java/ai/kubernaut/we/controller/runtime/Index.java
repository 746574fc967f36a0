package ai.kubernaut.we.controller.runtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds objects by values taken from them. A function that throws for an object makes it unfindable
 * by this index, nothing more. Not thread-safe.
 */
final class Index<T> {

  private final Function<? super T, ? extends Collection<String>> valuesOf;
  private final Consumer<RuntimeException> failed;
  private final Map<ObjectKey, List<String>> values = new HashMap<>();
  private final Map<String, Set<ObjectKey>> keys = new HashMap<>();

  Index(
      Function<? super T, ? extends Collection<String>> valuesOf,
      Consumer<RuntimeException> failed) {
    this.valuesOf = valuesOf;
    this.failed = failed;
  }

  void put(ObjectKey key, T object) {
    remove(key);
    List<String> found = valuesOf(object);
    if (!found.isEmpty()) {
      values.put(key, found);
      found.forEach(value -> keys.computeIfAbsent(value, any -> new LinkedHashSet<>(2)).add(key));
    }
  }

  void remove(ObjectKey key) {
    List<String> before = values.remove(key);
    if (before != null) {
      before.forEach(value -> keys.computeIfPresent(value, (any, found) -> without(found, key)));
    }
  }

  Set<ObjectKey> find(String value) {
    return keys.getOrDefault(value, Set.of());
  }

  private List<String> valuesOf(T object) {
    try {
      return List.copyOf(valuesOf.apply(object));
    } catch (RuntimeException broken) {
      failed.accept(broken);
      return List.of();
    }
  }

  @SuppressWarnings("NullAway") // null makes the map drop the entry
  private static Set<ObjectKey> without(Set<ObjectKey> keys, ObjectKey key) {
    keys.remove(key);
    return keys.isEmpty() ? null : keys;
  }
}
