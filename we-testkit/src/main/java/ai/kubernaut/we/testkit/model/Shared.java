package ai.kubernaut.we.testkit.model;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that any number of states share. Equal values are one object, told apart by its mark, so
 * that states are compared without looking into it.
 */
final class Shared<T> {

  private final T value;
  private final long mark;
  private final int traits;
  private volatile @Nullable Shared<T> later;
  private volatile @Nullable Became<T> became;

  /** What it became by one change, and by others before: a list of few, which is searched. */
  private record Became<T>(Enum<?> change, Shared<T> value, @Nullable Became<T> others) {}

  Shared(T value, long mark, int traits) {
    this.value = value;
    this.mark = mark;
    this.traits = traits;
  }

  T value() {
    return value;
  }

  /** A number that no other value has. */
  long mark() {
    return mark;
  }

  /** See {@link Traits}. */
  int traits() {
    return traits;
  }

  boolean is(int trait) {
    return (traits & trait) != 0;
  }

  /** The same a tick later. */
  Shared<T> later(Pool<T> pool) {
    Shared<T> known = later;
    if (known == null) {
      known = pool.known(this, Shift.FORWARD);
      later = known;
    }
    return known;
  }

  /** What it becomes by a change, worked out once for each. */
  Shared<T> changed(Enum<?> change, Pool<T> pool, UnaryOperator<T> by) {
    Became<T> known = became;
    for (Became<T> one = known; one != null; one = one.others()) {
      if (Same.object(one.change(), change)) {
        return one.value();
      }
    }
    Shared<T> found = pool.of(by.apply(value));
    became = new Became<>(change, found, known);
    return found;
  }
}
