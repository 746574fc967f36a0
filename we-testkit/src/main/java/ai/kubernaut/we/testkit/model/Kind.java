package ai.kubernaut.we.testkit.model;

/** The kinds of object, each watched on its own. */
public enum Kind {
  EXECUTION(1),
  LOCK(2),
  JOB(4),
  PIPELINE_RUN(8),
  POD(16);

  private final int bit;

  Kind(int bit) {
    this.bit = bit;
  }

  /** Its place in a set of kinds. */
  int bit() {
    return bit;
  }

  /** The kind of an engine's children. */
  static Kind of(String engine) {
    return engine.equals(Engines.JOB) ? JOB : PIPELINE_RUN;
  }
}
