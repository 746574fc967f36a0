package ai.kubernaut.we.core.clearance;

import java.util.Map;

/** What becomes of a write that may clear an execution. */
public sealed interface Verdict {

  <R> R match(Cases<R> cases);

  /** What to do for each kind of verdict. */
  interface Cases<R> {
    R pass();

    R stamp(Stamped verdict);

    R refuse(Refused verdict);
  }

  /** It clears nothing, and changes no clearance. */
  record Passed() implements Verdict {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pass();
    }
  }

  /**
   * It clears the execution.
   *
   * @param annotations to be added
   */
  record Stamped(Map<String, String> annotations) implements Verdict {
    public Stamped {
      annotations = Map.copyOf(annotations);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stamp(this);
    }
  }

  /**
   * It must not happen.
   *
   * @param message why, and what to do instead
   */
  record Refused(String message) implements Verdict {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refuse(this);
    }
  }
}
