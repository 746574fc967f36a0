package ai.kubernaut.we.controller.cli;

/** HTTP headers as text, one on a line. */
final class Headers {

  private Headers() {}

  /** The first value of a header, whose name may be in any case; empty if absent. */
  static String value(String headers, String name) {
    return headers
        .lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equalsIgnoreCase(name))
        .map(parts -> parts[1].strip())
        .findFirst()
        .orElse("");
  }
}
