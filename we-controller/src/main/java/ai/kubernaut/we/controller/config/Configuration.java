package ai.kubernaut.we.controller.config;

import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** All that can be configured. */
public record Configuration(
    Settings settings,
    Controller controller,
    Audit audit,
    DataStorage datastorage,
    Catalog catalog,
    Logging logging) {

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern URL = Pattern.compile("https?://[^/?#\\s]+(/[^?#\\s]*)?");
  private static final Pattern ENGINE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /**
   * The process itself.
   *
   * @param metricsAddr where {@code /metrics} is served; {@code host:port}
   * @param healthProbeAddr where {@code /healthz} and {@code /readyz} are served
   * @param leaderElection whether replicas take turns; without it only one may run
   * @param leaderElectionNamespace absent: the controller's own namespace
   * @param leaseDuration how long others wait after the last sign of the leader
   * @param renewDeadline how long after its last renewal a leader gives up
   * @param retryPeriod how often the leader renews; others look twice as often
   * @param workers how many executions are reconciled at a time
   */
  public record Controller(
      String metricsAddr,
      String healthProbeAddr,
      boolean leaderElection,
      String leaderElectionId,
      Optional<String> leaderElectionNamespace,
      Duration leaseDuration,
      Duration renewDeadline,
      Duration retryPeriod,
      int workers,
      Duration shutdownTimeout) {}

  /**
   * The audit trail.
   *
   * @param sink {@code stdout}, {@code file}, {@code datastorage} or {@code none}
   * @param file where the sink {@code file} writes
   */
  public record Audit(String sink, Optional<Path> file, Optional<Path> deadLetterFile) {}

  /**
   * The Data Storage service.
   *
   * @param tokenFile read again for every batch
   */
  public record DataStorage(
      Optional<String> url, Duration timeout, Optional<Path> tokenFile, Optional<Path> caFile) {}

  /**
   * The workflow catalog.
   *
   * @param source {@code none}, {@code file} or {@code datastorage}
   * @param path where the source {@code file} has its file or directory
   * @param cacheFor how long an answer of the source {@code datastorage} holds
   */
  public record Catalog(String source, Optional<Path> path, Duration cacheFor) {}

  /**
   * Logs.
   *
   * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
   * @param format {@code text} or {@code json}
   */
  public record Logging(String level, String format) {}

  /** What holds without a file. */
  public static Configuration defaults() {
    return read(new Section("", new JsonObject(), new ArrayList<>()));
  }

  /**
   * Reads a file.
   *
   * @throws InvalidConfiguration with every problem, if there is one
   */
  public static Configuration load(Path file) throws IOException, InvalidConfiguration {
    return parse(file.toString(), Files.readString(file));
  }

  /**
   * Reads YAML.
   *
   * @param source what to call it in a complaint
   */
  public static Configuration parse(String source, String yaml) throws InvalidConfiguration {
    List<String> problems = new ArrayList<>();
    Section root = new Section("", document(source, yaml), problems);
    Configuration configuration = read(root);
    root.end();
    configuration.check(problems);
    if (!problems.isEmpty()) {
      throw new InvalidConfiguration(source, problems);
    }
    return configuration;
  }

  private static JsonObject document(String source, String yaml) throws InvalidConfiguration {
    try {
      List<JsonElement> documents = YamlJson.documents(yaml);
      if (documents.isEmpty()) {
        return new JsonObject();
      }
      if (documents.size() == 1 && documents.get(0).isJsonObject()) {
        return documents.get(0).getAsJsonObject();
      }
      throw new InvalidConfiguration(source, List.of("expected one mapping of sections to keys"));
    } catch (IllegalArgumentException malformed) {
      throw new InvalidConfiguration(source, List.of("not YAML: " + malformed.getMessage()));
    }
  }

  private static Configuration read(Section root) {
    Section controller = root.section("controller");
    return new Configuration(
        settings(
            root.section("execution"),
            controller,
            root.section("audit"),
            root.section("policy"),
            root.section("clearance")),
        controller(controller),
        audit(root.section("audit")),
        dataStorage(root.section("datastorage")),
        catalog(root.section("catalog")),
        logging(root.section("logging")));
  }

  private static Settings settings(
      Section execution, Section controller, Section audit, Section policy, Section clearance) {
    Settings d = Settings.DEFAULTS;
    Duration second = Duration.ofSeconds(1);
    return new Settings(
        execution.matching("namespace", "a namespace", NAMESPACE, d.executionNamespace()),
        execution.duration("cooldownPeriod", Duration.ZERO, d.cooldown()),
        execution.duration("defaultTimeout", second, d.defaultTimeout()),
        execution.matching("defaultEngine", "an engine's name", ENGINE, d.defaultEngine()),
        controller.text("clusterID"),
        execution.duration("progressInterval", second, d.progressInterval()),
        execution.duration("stopGracePeriod", Duration.ZERO, d.stopGrace()),
        audit.duration("deletionWait", Duration.ZERO, d.auditWait()),
        PolicySection.read(policy),
        clearance.flag("enabled", d.clearances()));
  }

  private static Controller controller(Section s) {
    return new Controller(
        s.address("metricsAddr", ":9090"),
        s.address("healthProbeAddr", ":8081"),
        s.flag("leaderElection", true),
        s.matching("leaderElectionId", "a Lease's name", NAMESPACE, "we-controller"),
        s.matching("leaderElectionNamespace", "a namespace", NAMESPACE),
        s.duration("leaseDuration", Duration.ofSeconds(1), Duration.ofSeconds(15)),
        s.duration("renewDeadline", Duration.ofMillis(100), Duration.ofSeconds(10)),
        s.duration("retryPeriod", Duration.ofMillis(100), Duration.ofSeconds(2)),
        s.count("workers", 1, 256, 8),
        s.duration("shutdownTimeout", Duration.ofSeconds(1), Duration.ofSeconds(20)));
  }

  private static Audit audit(Section s) {
    return new Audit(
        s.oneOf("sink", List.of("stdout", "file", "datastorage", "none"), "stdout"),
        s.path("file"),
        s.path("deadLetterFile"));
  }

  private static DataStorage dataStorage(Section s) {
    return new DataStorage(
        s.matching("url", "an http or https URL", URL),
        s.duration("timeout", Duration.ofMillis(100), Duration.ofSeconds(10)),
        s.path("tokenFile"),
        s.path("caFile"));
  }

  private static Catalog catalog(Section s) {
    return new Catalog(
        s.oneOf("source", List.of("none", "file", "datastorage"), "none"),
        s.path("path"),
        s.duration("cacheFor", Duration.ofSeconds(1), Duration.ofMinutes(5)));
  }

  private static Logging logging(Section s) {
    return new Logging(
        s.oneOf("level", List.of("error", "warn", "info", "debug", "trace"), "info"),
        s.oneOf("format", List.of("text", "json"), "text"));
  }

  /** What only holds for keys together. */
  private void check(List<String> problems) {
    String probes = controller.healthProbeAddr();
    if (probes.equals(controller.metricsAddr()) && !probes.endsWith(":0")) {
      problems.add(
          "controller.healthProbeAddr: expected another address than controller.metricsAddr, found "
              + probes);
    }
    if (controller.leaseDuration().compareTo(controller.renewDeadline()) <= 0) {
      problems.add("controller.renewDeadline: expected less than controller.leaseDuration");
    }
    if (controller.renewDeadline().compareTo(controller.retryPeriod()) <= 0) {
      problems.add("controller.retryPeriod: expected less than controller.renewDeadline");
    }
    if (audit.sink().equals("file") && audit.file().isEmpty()) {
      problems.add("audit.file: needed where audit.sink is file");
    }
    if (audit.sink().equals("datastorage") && datastorage.url().isEmpty()) {
      problems.add("datastorage.url: needed where audit.sink is datastorage");
    }
    if (catalog.source().equals("file") && catalog.path().isEmpty()) {
      problems.add("catalog.path: needed where catalog.source is file");
    }
    if (catalog.source().equals("datastorage") && datastorage.url().isEmpty()) {
      problems.add("datastorage.url: needed where catalog.source is datastorage");
    }
  }
}
