package ai.kubernaut.we.e2e;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the controller of a test is told.
 *
 * @param execution the section of that name, key by key
 * @param controller likewise
 * @param more whole sections in YAML; without one called {@code audit} its events go to a file
 */
record Settings(Map<String, String> execution, Map<String, String> controller, String more) {

  /** The only controller of a cluster, that nobody has to wait for. */
  static final Settings QUICK =
      new Settings(
          Map.of("cooldownPeriod", "1s", "progressInterval", "1s", "stopGracePeriod", "1s"),
          Map.of(
              "metricsAddr", "127.0.0.1:0",
              "healthProbeAddr", "127.0.0.1:0",
              "leaderElectionNamespace", "kubernaut-system",
              "leaderElection", "false"),
          "");

  /** One of several that take turns. */
  static final Settings ELECTED = QUICK.controller("leaderElection", "true");

  /** One of several that do not wait for each other for long. */
  static final Settings IMPATIENT =
      ELECTED
          .controller("leaseDuration", "3s")
          .controller("renewDeadline", "2s")
          .controller("retryPeriod", "500ms");

  Settings resting(String cooldown) {
    return execution("cooldownPeriod", cooldown);
  }

  Settings execution(String key, String value) {
    return new Settings(with(execution, key, value), controller, more);
  }

  Settings controller(String key, String value) {
    return new Settings(execution, with(controller, key, value), more);
  }

  /** The same with more sections. */
  Settings and(String sections) {
    return new Settings(execution, controller, more + sections + "\n");
  }

  private static Map<String, String> with(Map<String, String> section, String key, String value) {
    Map<String, String> all = new LinkedHashMap<>(section);
    all.put(key, value);
    return Map.copyOf(all);
  }

  /**
   * The file.
   *
   * @param audit where the audit events go, unless something else is said
   */
  String yaml(Path audit) {
    String own = more.contains("audit:") ? "" : "audit: {sink: file, file: '" + audit + "'}\n";
    return section("execution", execution) + section("controller", controller) + own + more;
  }

  private static String section(String name, Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(key -> "  " + key.getKey() + ": " + key.getValue() + "\n")
        .collect(Collectors.joining("", name + ":\n", ""));
  }
}
