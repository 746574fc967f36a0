package ai.kubernaut.we.testkit.model;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/**
 * Every value of one type that was ever seen, each reduced to its essence: what decisions can rest
 * on. Safe for use by several threads.
 */
final class Pool<T> {

  private final ConcurrentMap<T, Shared<T>> known = new ConcurrentHashMap<>();
  private final AtomicLong count;
  private final BiFunction<T, Shift, T> essence;
  private final ToIntFunction<T> traits;

  /**
   * An empty pool.
   *
   * @param count of the values in all pools
   * @param essence of a value as it is after a shift of the clock
   * @param traits of a value
   */
  Pool(AtomicLong count, BiFunction<T, Shift, T> essence, ToIntFunction<T> traits) {
    this.count = count;
    this.essence = essence;
    this.traits = traits;
  }

  Shared<T> of(T value) {
    return known(essence.apply(value, Shift.NONE));
  }

  /** The same value after a shift of the clock. */
  Shared<T> shifted(Shared<T> value, Shift shift) {
    return shift == Shift.FORWARD ? value.later(this) : known(value, shift);
  }

  Shared<T> known(Shared<T> value, Shift shift) {
    return known(essence.apply(value.value(), shift));
  }

  private Shared<T> known(T value) {
    Shared<T> found = known.get(value);
    return found != null
        ? found
        : known.computeIfAbsent(
            value, v -> new Shared<>(v, Mark.of(count.incrementAndGet()), traits.applyAsInt(v)));
  }

  int size() {
    return known.size();
  }
}
