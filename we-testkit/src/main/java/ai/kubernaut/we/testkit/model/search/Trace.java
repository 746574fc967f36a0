package ai.kubernaut.we.testkit.model.search;

import java.util.List;

/**
 * How a promise is broken, step by step.
 *
 * @param loopFrom for a run that never ends, the step after which it repeats; else -1
 */
public record Trace(Violation violation, List<String> steps, int loopFrom) {

  public Trace {
    steps = List.copyOf(steps);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(violation.toString()).append('\n');
    for (int i = 0; i < steps.size(); i++) {
      if (i == loopFrom) {
        text.append("     and from here again and again:\n");
      }
      text.append("%4d. %s%n".formatted(i + 1, steps.get(i)));
    }
    return text.toString();
  }
}
