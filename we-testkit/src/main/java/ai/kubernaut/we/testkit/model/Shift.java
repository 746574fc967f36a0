package ai.kubernaut.we.testkit.model;

import java.time.Instant;

/**
 * A change of the clock. In the model it is always the same time and the world grows older: states
 * that differ in nothing but the time are one state.
 */
enum Shift {
  NONE {
    @Override
    int age(int age, int limit) {
      return Math.min(age, limit);
    }
  },
  /** A tick passes. */
  FORWARD {
    @Override
    int age(int age, int limit) {
      return Math.min(age + 1, limit);
    }
  },
  /** The clock goes back, and what was only just over is not over any more. */
  BACK {
    @Override
    int age(int age, int limit) {
      return Math.min(age, limit) - 1;
    }
  },
  /** The clock goes back, and what was over was over long ago. */
  BACK_BUT_NOT_BEFORE_AN_END {
    @Override
    int age(int age, int limit) {
      return age >= limit ? limit : age - 1;
    }
  };

  /**
   * The age of a time afterwards, in ticks; negative in the future.
   *
   * @param limit the age from which on it makes no difference
   */
  abstract int age(int age, int limit);

  /** A time afterwards. */
  Instant of(Instant time, int limit) {
    return Ticks.ago(age(Ticks.since(time), limit));
  }
}
