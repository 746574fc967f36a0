package ai.kubernaut.we.demo;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows the executions: on a terminal as a table that is drawn over itself, elsewhere as a line for
 * each change.
 */
final class Table {

  private static final String UP = "\033[%dA";
  private static final String CLEAR_LINE = "\033[2K";

  private final PrintStream out;
  private final boolean terminal;
  private final Map<String, Row> shown = new LinkedHashMap<>();
  private int drawn;

  Table(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(List<Row> rows) {
    boolean changed = rows.stream().anyMatch(row -> !row.equals(shown.get(row.name())));
    if (changed && terminal) {
      draw(rows);
    } else if (changed) {
      print(rows);
    }
    rows.forEach(row -> shown.put(row.name(), row));
  }

  private void draw(List<Row> rows) {
    if (drawn > 0) {
      out.print(UP.formatted(drawn));
    }
    out.println(CLEAR_LINE + Row.HEAD.format());
    rows.forEach(row -> out.println(CLEAR_LINE + row.format()));
    drawn = rows.size() + 1;
    out.flush();
  }

  private void print(List<Row> rows) {
    if (shown.isEmpty()) {
      out.println(Row.HEAD.format());
    }
    rows.stream()
        .filter(row -> !row.equals(shown.get(row.name())))
        .forEach(row -> out.println(row.format()));
    out.flush();
  }
}
