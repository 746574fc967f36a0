package ai.kubernaut.we.testkit.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All objects of one kind at one moment, by name: what a LIST answers. */
public final class Listing<T> {

  private final Item<T>[] items;
  private final long mark;

  private Listing(Item<T>[] items) {
    this.items = items;
    long all = items.length;
    for (Item<T> item : items) {
      all = Mark.then(all, item.content().mark());
    }
    this.mark = all;
  }

  /** No object. */
  public static <T> Listing<T> empty() {
    return new Listing<>(array(0));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> Item<T>[] array(int length) {
    return (Item<T>[]) new Item[length];
  }

  public List<Item<T>> items() {
    return List.of(items);
  }

  int size() {
    return items.length;
  }

  Item<T> get(int index) {
    return items[index];
  }

  /** Equal for equal contents, whatever their versions. */
  long mark() {
    return mark;
  }

  @Nullable Item<T> lookUp(String name) {
    for (Item<T> item : items) {
      if (item.name().equals(name)) {
        return item;
      }
    }
    return null;
  }

  public Optional<Item<T>> find(String name) {
    return Optional.ofNullable(lookUp(name));
  }

  public Optional<T> get(String name) {
    return find(name).map(Item::value);
  }

  boolean has(String name) {
    return lookUp(name) != null;
  }

  /** The version of an object; 0 where there is none. */
  int revision(String name) {
    Item<T> item = lookUp(name);
    return item == null ? 0 : item.revision();
  }

  /** With that object, in place of an older one of its name. */
  Listing<T> with(Item<T> added) {
    int place = place(added.name());
    boolean replaces = place < items.length && items[place].name().equals(added.name());
    if (replaces) {
      Item<T>[] changed = items.clone();
      changed[place] = added;
      return new Listing<>(changed);
    }
    Item<T>[] more = Arrays.copyOf(items, items.length + 1);
    System.arraycopy(items, place, more, place + 1, items.length - place);
    more[place] = added;
    return new Listing<>(more);
  }

  private int place(String name) {
    int place = 0;
    while (place < items.length && items[place].name().compareTo(name) < 0) {
      place++;
    }
    return place;
  }

  Listing<T> without(String name) {
    if (!has(name)) {
      return this;
    }
    int place = place(name);
    Item<T>[] left = Arrays.copyOf(items, items.length - 1);
    System.arraycopy(items, place + 1, left, place, left.length - place);
    return new Listing<>(left);
  }

  /** With one object as it is, or is not, in another listing. */
  Listing<T> withItemOf(Listing<T> other, String name) {
    Item<T> item = other.lookUp(name);
    return item == null ? without(name) : with(item);
  }

  /** With other contents at the same versions. */
  Listing<T> map(UnaryOperator<Shared<T>> change) {
    Item<T>[] changed = array(items.length);
    for (int i = 0; i < items.length; i++) {
      Item<T> item = items[i];
      changed[i] = new Item<>(item.name(), item.revision(), change.apply(item.content()));
    }
    return new Listing<>(changed);
  }

  /** Whether it holds the same objects at the same versions. */
  boolean level(Listing<?> other) {
    if (Same.object(this, other)) {
      return true;
    }
    boolean level = items.length == other.items.length;
    for (int i = 0; level && i < items.length; i++) {
      level = items[i].revision() == other.items[i].revision();
    }
    return level;
  }

  /** The bits of the children that objects with a trait are, or are about. */
  int childrenOf(int trait) {
    int bits = 0;
    for (Item<T> item : items) {
      bits |= item.content().is(trait) ? Traits.childBit(item.content().traits()) : 0;
    }
    return bits;
  }

  /** The bits of all children that objects are, or are about. */
  int children() {
    int bits = 0;
    for (Item<T> item : items) {
      bits |= Traits.childBit(item.content().traits());
    }
    return bits;
  }

  /** How many objects have a trait. */
  int count(int trait) {
    int count = 0;
    for (Item<T> item : items) {
      count += item.content().is(trait) ? 1 : 0;
    }
    return count;
  }

  /** How many objects belong to an execution. */
  int owned(int subject) {
    int count = 0;
    for (Item<T> item : items) {
      count += Traits.owner(item.content().traits()) == subject ? 1 : 0;
    }
    return count;
  }
}
