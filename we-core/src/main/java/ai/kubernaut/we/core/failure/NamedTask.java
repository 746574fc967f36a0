package ai.kubernaut.we.core.failure;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A task of a pipeline that a message names in quotes, by itself or as what is made for it. */
record NamedTask(String name, int index) {

  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\s]+)\"");

  /** The first that is named; of names that end alike the longest. */
  static Optional<NamedTask> in(Evidence evidence, String message) {
    return QUOTED
        .matcher(message)
        .results()
        .map(MatchResult::group)
        .map(quoted -> quoted.substring(1, quoted.length() - 1))
        .flatMap(quoted -> named(evidence, quoted).stream())
        .findFirst();
  }

  private static Optional<NamedTask> named(Evidence evidence, String quoted) {
    return IntStream.range(0, evidence.outline().size())
        .mapToObj(index -> new NamedTask(evidence.outline().get(index), index))
        .filter(task -> quoted.equals(task.name) || quoted.endsWith("-" + task.name))
        .max(Comparator.comparingInt(task -> task.name.length()));
  }
}
