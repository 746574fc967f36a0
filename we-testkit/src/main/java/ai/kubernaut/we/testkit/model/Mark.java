package ai.kubernaut.we.testkit.model;

/** Arithmetic on marks: 64 bits that look random. */
final class Mark {

  private static final long STEP = 0x9e3779b97f4a7c15L;

  private Mark() {}

  /** A mark for a number; different numbers have different marks. */
  static long of(long number) {
    long z = number * STEP + STEP;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The mark of a sequence that goes on with one more element. */
  static long then(long sequence, long element) {
    long z = (sequence ^ element) * STEP;
    z = (z ^ (z >>> 32)) * 0xd6e8feb86659fd93L;
    return (z ^ (z >>> 29)) + element;
  }
}
