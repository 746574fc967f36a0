package ai.kubernaut.we.controller;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The reference, by heading. */
record Reference(List<String> lines) {

  private static final Pattern CELL_END = Pattern.compile("\\|");

  static Reference load() {
    try {
      return new Reference(Files.readAllLines(Path.of("..", "docs", "reference.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the first table under a heading, each as its cells without the back quotes. */
  List<List<String>> rows(String heading) {
    return lines.stream()
        .dropWhile(line -> !line.matches("#+ " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(Reference::cells)
        .toList();
  }

  List<String> firstCells(String heading) {
    return rows(heading).stream().map(row -> row.get(0)).toList();
  }

  private static List<String> cells(String row) {
    return CELL_END
        .splitAsStream(row.substring(1))
        .map(cell -> cell.strip().replace("`", ""))
        .toList();
  }
}
