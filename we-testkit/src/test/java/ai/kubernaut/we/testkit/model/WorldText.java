package ai.kubernaut.we.testkit.model;

import java.util.ArrayList;
import java.util.List;

/** A world as lines of text, to hold two of them against each other. */
final class WorldText {

  private WorldText() {}

  /** The lines that only one of two worlds has. */
  static List<String> differences(World one, World other) {
    List<String> lines = lines(one);
    List<String> others = lines(other);
    List<String> differences = new ArrayList<>();
    lines.stream().filter(line -> !others.contains(line)).forEach(l -> differences.add("< " + l));
    others.stream().filter(line -> !lines.contains(line)).forEach(l -> differences.add("> " + l));
    return differences;
  }

  static List<String> lines(World w) {
    List<String> lines = new ArrayList<>();
    cluster("server", w.server(), lines);
    for (int i = 0; i < w.controllers().size(); i++) {
      Controller c = w.controllers().get(i);
      String name = "controller " + i;
      lines.add(
          "%s: stalled %d, gone %d, outboxes %s, passes %s, unseen %s"
              .formatted(name, c.stalled(), c.gone(), c.outboxes(), c.passes(), c.unseen()));
      c.behind().ifPresent(seen -> cluster(name + " sees", seen, lines));
    }
    w.late().forEach(request -> lines.add("late: " + request));
    lines.add("ledgers: " + w.ledgers());
    lines.add("rests: " + w.rests());
    lines.add("around: " + w.around());
    return lines;
  }

  private static void cluster(String whose, Cluster cluster, List<String> lines) {
    for (Kind kind : Kind.ALL) {
      for (Item<?> item : cluster.of(kind).items()) {
        lines.add(
            "%s: %s %s at %d: %s"
                .formatted(whose, kind, item.name(), item.revision(), item.value()));
      }
    }
  }
}
