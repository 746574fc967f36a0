package ai.kubernaut.we.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All objects of one kind at one moment, what a LIST answers.
 *
 * @param revision of the last change of any of them
 */
public record Listing<T>(int revision, List<Item<T>> items) {

  /** No object. */
  public static <T> Listing<T> empty() {
    return new Listing<>(0, List.of());
  }

  public Optional<Item<T>> find(String name) {
    for (Item<T> item : items) {
      if (item.name().equals(name)) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  public Optional<T> get(String name) {
    return find(name).map(Item::value);
  }

  /** With that object, in place of an older one of its name. */
  public Listing<T> with(String name, T value, int newRevision) {
    List<Item<T>> changed = new ArrayList<>(items.size() + 1);
    Item<T> added = new Item<>(name, newRevision, value);
    boolean placed = false;
    for (Item<T> item : items) {
      int order = item.name().compareTo(name);
      if (order >= 0 && !placed) {
        changed.add(added);
        placed = true;
      }
      if (order != 0) {
        changed.add(item);
      }
    }
    if (!placed) {
      changed.add(added);
    }
    return new Listing<>(newRevision, changed);
  }

  public Listing<T> without(String name, int newRevision) {
    List<Item<T>> left = new ArrayList<>(items);
    left.removeIf(item -> item.name().equals(name));
    return new Listing<>(newRevision, left);
  }

  /** With one object as it is, or is not, in another listing. */
  Listing<T> withItemOf(Listing<T> other, String name) {
    return other
        .find(name)
        .map(item -> with(name, item.value(), item.revision()))
        .orElseGet(() -> without(name, revision));
  }
}
