package ai.kubernaut.we.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.plan.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key: what holds without it, and that it is read. */
class ConfigurationDefaultsTest {

  /** A key, what holds without it, a text in the file, and what that means. */
  record Key(
      String path,
      Function<Configuration, Object> value,
      Object byDefault,
      String text,
      Object set) {

    /** What the text sets: this key, and others that it cannot be set without. */
    List<String> paths() {
      String section = path.substring(0, path.indexOf('.') + 1);
      return Stream.concat(
              Stream.of(path),
              text.lines().skip(1).map(line -> section + line.strip().split(":", 2)[0]))
          .toList();
    }

    /** A file that sets nothing else. */
    Configuration inFile() {
      int dot = path.indexOf('.');
      try {
        return Configuration.parse(
            "test",
            "%s:%n  %s: %s%n".formatted(path.substring(0, dot), path.substring(dot + 1), text));
      } catch (InvalidConfiguration mistaken) {
        throw new AssertionError(mistaken);
      }
    }

    @Override
    public String toString() {
      return "%s is %s, or as set: %s".formatted(path, byDefault, text);
    }
  }

  static List<Key> keys() {
    return List.of(
        key("execution.namespace", c -> c.settings().executionNamespace())
            .is("kubernaut-workflows", "runs", "runs"),
        key("execution.cooldownPeriod", c -> c.settings().cooldown())
            .is(Duration.ofMinutes(5), "0s", Duration.ZERO),
        key("execution.defaultTimeout", c -> c.settings().defaultTimeout())
            .is(Duration.ofMinutes(30), "1h30m", Duration.ofMinutes(90)),
        key("execution.defaultEngine", c -> c.settings().defaultEngine())
            .is("job", "tekton", "tekton"),
        key("execution.progressInterval", c -> c.settings().progressInterval())
            .is(Duration.ofSeconds(10), "1s", Duration.ofSeconds(1)),
        key("execution.stopGracePeriod", c -> c.settings().stopGrace())
            .is(Duration.ofSeconds(15), "1m", Duration.ofMinutes(1)),
        key("controller.clusterID", c -> c.settings().clusterId())
            .is(Optional.empty(), "east", Optional.of("east")),
        key("controller.metricsAddr", c -> c.controller().metricsAddr())
            .is(":9090", "127.0.0.1:0", "127.0.0.1:0"),
        key("controller.healthProbeAddr", c -> c.controller().healthProbeAddr())
            .is(":8081", "\"[::1]:65535\"", "[::1]:65535"),
        key("controller.leaderElection", c -> c.controller().leaderElection())
            .is(true, "false", false),
        key("controller.leaderElectionId", c -> c.controller().leaderElectionId())
            .is("we-controller", "other", "other"),
        key("controller.leaderElectionNamespace", c -> c.controller().leaderElectionNamespace())
            .is(Optional.empty(), "system", Optional.of("system")),
        key("controller.leaseDuration", c -> c.controller().leaseDuration())
            .is(Duration.ofSeconds(15), "1m", Duration.ofMinutes(1)),
        key("controller.renewDeadline", c -> c.controller().renewDeadline())
            .is(Duration.ofSeconds(10), "12s", Duration.ofSeconds(12)),
        key("controller.retryPeriod", c -> c.controller().retryPeriod())
            .is(Duration.ofSeconds(2), "500ms", Duration.ofMillis(500)),
        key("controller.workers", c -> c.controller().workers()).is(8, "256", 256),
        key("controller.shutdownTimeout", c -> c.controller().shutdownTimeout())
            .is(Duration.ofSeconds(20), "1s", Duration.ofSeconds(1)),
        key("audit.sink", c -> c.audit().sink()).is("stdout", "none", "none"),
        key("audit.file", c -> c.audit().file())
            .is(Optional.empty(), "a.jsonl", Optional.of(Path.of("a.jsonl"))),
        key("audit.deadLetterFile", c -> c.audit().deadLetterFile())
            .is(Optional.empty(), "d.jsonl", Optional.of(Path.of("d.jsonl"))),
        key("audit.deletionWait", c -> c.settings().auditWait())
            .is(Duration.ofMinutes(5), "30s", Duration.ofSeconds(30)),
        key("datastorage.url", c -> c.datastorage().url())
            .is(Optional.empty(), "https://ds:8080/", Optional.of("https://ds:8080/")),
        key("datastorage.timeout", c -> c.datastorage().timeout())
            .is(Duration.ofSeconds(10), "100ms", Duration.ofMillis(100)),
        key("datastorage.tokenFile", c -> c.datastorage().tokenFile())
            .is(Optional.empty(), "token", Optional.of(Path.of("token"))),
        key("datastorage.caFile", c -> c.datastorage().caFile())
            .is(Optional.empty(), "ca.crt", Optional.of(Path.of("ca.crt"))),
        key("catalog.source", c -> c.catalog().source()).is("none", "file\n  path: c", "file"),
        key("catalog.path", c -> c.catalog().path())
            .is(Optional.empty(), "c.yaml", Optional.of(Path.of("c.yaml"))),
        key("catalog.cacheFor", c -> c.catalog().cacheFor())
            .is(Duration.ofMinutes(5), "1s", Duration.ofSeconds(1)),
        key("clearance.enabled", c -> c.settings().clearances()).is(false, "true", true),
        key("logging.level", c -> c.logging().level()).is("info", "trace", "trace"),
        key("logging.format", c -> c.logging().format()).is("text", "json", "json"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void everyKeyHasItsDefaultAndCanBeSet(Key key) {
    assertThat(key.value().apply(Configuration.defaults())).isEqualTo(key.byDefault());
    assertThat(key.value().apply(key.inFile())).isEqualTo(key.set());
  }

  @Test
  void theDefaultsOfCoreHold() {
    assertThat(Configuration.defaults().settings()).isEqualTo(Settings.DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# nothing\n", "---\n", "{}", "execution:\n", "execution: {}\nlogging:\n"})
  void whatSetsNothingIsTheDefaults(String yaml) throws InvalidConfiguration {
    assertThat(Configuration.parse("test", yaml)).isEqualTo(Configuration.defaults());
  }

  @Test
  void anEmptyTextCountsAsLeftOut() throws InvalidConfiguration {
    assertThat(Configuration.parse("test", "controller: {clusterID: ''}"))
        .isEqualTo(Configuration.defaults());
  }

  @Test
  void aFileIsReadAndNamedInComplaints(@TempDir Path directory)
      throws IOException, InvalidConfiguration {
    Path file = Files.writeString(directory.resolve("config.yaml"), "logging: {level: debug}");

    assertThat(Configuration.load(file).logging().level()).isEqualTo("debug");
  }

  private static Unfinished key(String path, Function<Configuration, Object> value) {
    return (byDefault, text, set) -> new Key(path, value, byDefault, text, set);
  }

  private interface Unfinished {
    Key is(Object byDefault, String text, Object set);
  }
}
