package ai.kubernaut.we.controller.config;

import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.policy.Bundles;
import ai.kubernaut.we.core.policy.Concurrency;
import ai.kubernaut.we.core.policy.ConfigMaps;
import ai.kubernaut.we.core.policy.Deadlines;
import ai.kubernaut.we.core.policy.Digests;
import ai.kubernaut.we.core.policy.Rule;
import ai.kubernaut.we.core.policy.Secrets;
import ai.kubernaut.we.core.policy.ServiceAccounts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a changed file means for a process that runs with an earlier one: what decisions are drawn
 * from and what is logged takes effect at once, what the process was built from waits for a
 * restart.
 *
 * @param inForce what holds from now on
 * @param changed keys that take effect now
 * @param pending keys whose new values need a restart
 */
public record Reload(Configuration inForce, List<String> changed, List<String> pending) {

  private static final Map<String, Function<Configuration, Object>> AT_ONCE =
      Map.ofEntries(
          Map.entry("execution.cooldownPeriod", c -> c.settings().cooldown()),
          Map.entry("execution.defaultTimeout", c -> c.settings().defaultTimeout()),
          Map.entry("execution.defaultEngine", c -> c.settings().defaultEngine()),
          Map.entry("execution.progressInterval", c -> c.settings().progressInterval()),
          Map.entry("execution.stopGracePeriod", c -> c.settings().stopGrace()),
          Map.entry("audit.deletionWait", c -> c.settings().auditWait()),
          Map.entry("policy.bundles", c -> rules(c, Bundles.class)),
          Map.entry("policy.requireDigest", c -> rules(c, Digests.class)),
          Map.entry("policy.serviceAccounts", c -> rules(c, ServiceAccounts.class)),
          Map.entry("policy.secrets", c -> rules(c, Secrets.class)),
          Map.entry("policy.configMaps", c -> rules(c, ConfigMaps.class)),
          Map.entry("policy.maxTimeout", c -> rules(c, Deadlines.class)),
          Map.entry("policy.maxConcurrent", c -> rules(c, Concurrency.class)),
          Map.entry("clearance.enabled", c -> c.settings().clearances()),
          Map.entry("logging.level", c -> c.logging().level()),
          Map.entry("logging.format", c -> c.logging().format()));

  private static final Map<String, Function<Configuration, Object>> AT_RESTART =
      Map.ofEntries(
          Map.entry("execution.namespace", c -> c.settings().executionNamespace()),
          Map.entry("controller.clusterID", c -> c.settings().clusterId()),
          Map.entry("controller.metricsAddr", c -> c.controller().metricsAddr()),
          Map.entry("controller.healthProbeAddr", c -> c.controller().healthProbeAddr()),
          Map.entry("controller.leaderElection", c -> c.controller().leaderElection()),
          Map.entry("controller.leaderElectionId", c -> c.controller().leaderElectionId()),
          Map.entry(
              "controller.leaderElectionNamespace", c -> c.controller().leaderElectionNamespace()),
          Map.entry("controller.leaseDuration", c -> c.controller().leaseDuration()),
          Map.entry("controller.renewDeadline", c -> c.controller().renewDeadline()),
          Map.entry("controller.retryPeriod", c -> c.controller().retryPeriod()),
          Map.entry("controller.workers", c -> c.controller().workers()),
          Map.entry("controller.shutdownTimeout", c -> c.controller().shutdownTimeout()),
          Map.entry("audit.sink", c -> c.audit().sink()),
          Map.entry("audit.file", c -> c.audit().file()),
          Map.entry("audit.deadLetterFile", c -> c.audit().deadLetterFile()),
          Map.entry("datastorage.url", c -> c.datastorage().url()),
          Map.entry("datastorage.timeout", c -> c.datastorage().timeout()),
          Map.entry("datastorage.tokenFile", c -> c.datastorage().tokenFile()),
          Map.entry("datastorage.caFile", c -> c.datastorage().caFile()),
          Map.entry("catalog.source", c -> c.catalog().source()),
          Map.entry("catalog.path", c -> c.catalog().path()),
          Map.entry("catalog.cacheFor", c -> c.catalog().cacheFor()));

  /** The keys that take effect without a restart. */
  public static Set<String> atOnce() {
    return AT_ONCE.keySet();
  }

  public Reload {
    changed = List.copyOf(changed);
    pending = List.copyOf(pending);
  }

  /**
   * Compares.
   *
   * @param running what holds until now
   * @param file what the file says now
   */
  public static Reload of(Configuration running, Configuration file) {
    return new Reload(
        new Configuration(
            settings(running.settings(), file.settings()),
            running.controller(),
            running.audit(),
            running.datastorage(),
            running.catalog(),
            file.logging()),
        differing(AT_ONCE, running, file),
        differing(AT_RESTART, running, file));
  }

  private static Settings settings(Settings running, Settings file) {
    return new Settings(
        running.executionNamespace(),
        file.cooldown(),
        file.defaultTimeout(),
        file.defaultEngine(),
        running.clusterId(),
        file.progressInterval(),
        file.stopGrace(),
        file.auditWait(),
        file.policy(),
        file.clearances());
  }

  private static List<Rule> rules(Configuration configuration, Class<? extends Rule> type) {
    return configuration.settings().policy().rules().stream().filter(type::isInstance).toList();
  }

  private static List<String> differing(
      Map<String, Function<Configuration, Object>> keys, Configuration one, Configuration other) {
    return new TreeMap<>(keys)
        .entrySet().stream()
            .filter(key -> !Objects.equals(key.getValue().apply(one), key.getValue().apply(other)))
            .map(Map.Entry::getKey)
            .toList();
  }
}
