package ai.kubernaut.we.testkit.contract;

import java.util.Map;
import java.util.Optional;

/**
 * The lines of the contract that old versions of Kubernetes cannot keep: the one place where they
 * are listed.
 */
final class OldServers {

  /**
   * What a line needs.
   *
   * @param minor a minor version that is known to have it
   * @param why what it is
   */
  private record Need(int minor, String why) {}

  private static final Map<String, Need> NEEDS =
      Map.ofEntries(
          Map.entry("D04", new Need(36, "a bookmark shortly before the end of a short watch")),
          Map.entry(
              "D06", new Need(30, "a fresh watch cache that does not reach back to revision 1")),
          Map.entry("D11", new Need(30, "selectableFields of custom resources")),
          Map.entry("D14", new Need(27, "sendInitialEvents of a watch")),
          Map.entry("E06", new Need(25, "CEL rules")),
          Map.entry("E07", new Need(25, "CEL transition rules")),
          Map.entry("E10", new Need(25, "fieldValidation on the server")),
          Map.entry("F04", new Need(26, "aggregated discovery")),
          Map.entry("F06", new Need(24, "OpenAPI v3")),
          Map.entry("K03", new Need(25, "fieldValidation on the server, which kubectl asks for")),
          Map.entry("K08", new Need(24, "OpenAPI v3, which kubectl explain reads")));

  private OldServers() {}

  /** Why a line does not run against a version; empty when it does. */
  static Optional<String> excuse(String line, int minor) {
    Need need = NEEDS.get(line);
    return need != null && minor < need.minor()
        ? Optional.of("needs Kubernetes 1." + need.minor() + ": " + need.why())
        : Optional.empty();
  }
}
