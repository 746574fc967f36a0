package ai.kubernaut.we.testkit.model;

import java.util.List;

/** The kinds of object, each watched on its own. */
public enum Kind {
  EXECUTION(1),
  LOCK(2),
  JOB(4),
  PIPELINE_RUN(8),
  POD(16);

  static final List<Kind> ALL = List.of(values());

  /** Beside the kinds: nothing is heard of any kind, until all of it is heard of again. */
  static final int EVERYTHING = 32;

  private final int bit;

  Kind(int bit) {
    this.bit = bit;
  }

  /** Its place in a set of kinds. */
  int bit() {
    return bit;
  }

  boolean in(int kinds) {
    return (kinds & bit) != 0;
  }

  /** The kind of an engine's children. */
  static Kind of(String engine) {
    return engine.equals(Engines.JOB) ? JOB : PIPELINE_RUN;
  }
}
