package ai.kubernaut.we.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is named with its path, with what was expected, and all of it at once. */
class ConfigurationProblemsTest {

  @ParameterizedTest(name = "{0}: {1} is not {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "execution.namespace         | Upper           | a namespace",
        "execution.namespace         | 7               | a namespace",
        "execution.namespace         | ''              | a namespace",
        "execution.cooldownPeriod    | 5 minutes       | a duration of at least 0s",
        "execution.cooldownPeriod    | -1s             | a duration of at least 0s",
        "execution.cooldownPeriod    | 300             | a duration of at least 0s",
        "execution.defaultTimeout    | 0s              | a duration of at least 1s",
        "execution.defaultEngine     | Tekton!         | an engine's name",
        "execution.progressInterval  | 10ms            | a duration of at least 1s",
        "execution.stopGracePeriod   | [15s]           | a duration of at least 0s",
        "controller.clusterID        | 7               | a text",
        "controller.metricsAddr      | 9090            | an address such as :9090",
        "controller.metricsAddr      | ':99999'        | an address such as :9090",
        "controller.metricsAddr      | 'host'          | an address such as :9090",
        "controller.healthProbeAddr  | 'a b:80'        | an address such as :9090",
        "controller.leaderElection   | 'yes please'    | true or false",
        "controller.leaderElectionId | Not_A_Name      | a Lease's name",
        "controller.leaderElectionNamespace | Not A Namespace | a namespace",
        "controller.leaseDuration    | 10ms            | a duration of at least 1s",
        "controller.renewDeadline    | soon            | a duration of at least 0.1s",
        "controller.retryPeriod      | 0s              | a duration of at least 0.1s",
        "controller.workers          | 0               | a whole number from 1 to 256",
        "controller.workers          | 257             | a whole number from 1 to 256",
        "controller.workers          | 2.5             | a whole number from 1 to 256",
        "controller.workers          | '8'             | a whole number from 1 to 256",
        "controller.shutdownTimeout  | 10ms            | a duration of at least 1s",
        "audit.sink                  | kafka           | one of stdout, file",
        "audit.file                  | [a, b]          | a path",
        "audit.deadLetterFile        | \"a\\0b\"       | a path",
        "audit.deletionWait          | soon            | a duration of at least 0s",
        "datastorage.url             | ds:8080         | an http or https URL",
        "datastorage.url             | 'ftp://ds'      | an http or https URL",
        "datastorage.url             | 'http://'       | an http or https URL",
        "datastorage.timeout         | 1ms             | a duration of at least 0.1s",
        "datastorage.tokenFile       | true            | a path",
        "datastorage.caFile          | {a: b}          | a path",
        "catalog.source              | git             | one of none, file, datastorage",
        "catalog.path                | 7               | a path",
        "catalog.cacheFor            | 0s              | a duration of at least 1s",
        "clearance.enabled           | 'yes'           | true or false",
        "policy.bundles              | registry.example.com | a list of registries",
        "policy.bundles              | ['a b']         | a list of registries",
        "policy.bundles              | ['*']           | a list of registries",
        "policy.requireDigest        | always          | true or false",
        "policy.serviceAccounts      | [restarter]     | for each namespace a list of names",
        "policy.serviceAccounts      | {ops: restarter} | for each namespace a list of names",
        "policy.secrets              | {ops: [A_B]}    | for each namespace a list of names",
        "policy.configMaps           | {'o ps': [a]}   | for each namespace a list of names",
        "policy.maxTimeout           | 0s              | a duration of at least 1s",
        "policy.maxConcurrent        | -1              | a whole number from 0",
        "logging.level               | verbose         | one of error, warn, info, debug, trace",
        "logging.format              | xml             | one of text, json",
      },
      quoteCharacter = '`')
  void aBadValueIsNamedWithWhatWasExpected(String key, String value, String expected) {
    int dot = key.indexOf('.');
    String yaml = "%s:%n  %s: %s%n".formatted(key.substring(0, dot), key.substring(dot + 1), value);

    assertThat(problems(yaml))
        .singleElement()
        .asString()
        .startsWith(key + ": expected " + expected)
        .contains(", found ");
  }

  @ParameterizedTest(name = "{0} as a section")
  @ValueSource(
      strings = {
        "execution",
        "controller",
        "audit",
        "policy",
        "clearance",
        "datastorage",
        "catalog",
        "logging"
      })
  void aSectionIsAMapping(String section) {
    assertThat(problems(section + ": [1, 2]"))
        .containsExactly(section + ": expected a mapping, found [1,2]");
  }

  @Test
  void unknownKeysAreNamedWithThoseThatAreKnown() {
    assertThat(problems("executions: {}\nlogging:\n  levle: info\n"))
        .containsExactlyInAnyOrder(
            "executions: unknown key; known here: controller, execution, audit, policy,"
                + " clearance, datastorage, catalog, logging",
            "logging.levle: unknown key; known here: level, format");
  }

  @Test
  void allProblemsAreFoundAtOnce() {
    String yaml =
        """
        execution:
          cooldownPeriod: later
          namespase: runs
        controller:
          workers: many
        audit:
          sink: file
        """;

    assertThat(problems(yaml))
        .hasSize(4)
        .anyMatch(problem -> problem.startsWith("execution.cooldownPeriod: "))
        .anyMatch(problem -> problem.startsWith("execution.namespase: "))
        .anyMatch(problem -> problem.startsWith("controller.workers: "))
        .anyMatch(problem -> problem.startsWith("audit.file: "));
  }

  @Test
  void theSinkFileNeedsAFile() {
    assertThat(problems("audit: {sink: file}"))
        .containsExactly("audit.file: needed where audit.sink is file");
  }

  @Test
  void theSinkDatastorageNeedsAUrl() {
    assertThat(problems("audit: {sink: datastorage}"))
        .containsExactly("datastorage.url: needed where audit.sink is datastorage");
  }

  @Test
  void everySourceOfTheCatalogNeedsToBeFound() {
    assertThat(problems("catalog: {source: file}"))
        .containsExactly("catalog.path: needed where catalog.source is file");
    assertThat(problems("catalog: {source: datastorage}"))
        .containsExactly("datastorage.url: needed where catalog.source is datastorage");
  }

  @Test
  void aLeaderGivesUpBeforeOthersTakeOver() {
    assertThat(problems("controller: {leaseDuration: 10s}"))
        .containsExactly("controller.renewDeadline: expected less than controller.leaseDuration");
    assertThat(problems("controller: {retryPeriod: 10s}"))
        .containsExactly("controller.retryPeriod: expected less than controller.renewDeadline");
  }

  @Test
  void metricsAndProbesCannotShareAPort() {
    assertThat(problems("controller: {metricsAddr: ':8080', healthProbeAddr: ':8080'}"))
        .containsExactly(
            "controller.healthProbeAddr: expected another address than controller.metricsAddr,"
                + " found :8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a, b]", "just a text", "7", "a: 1\n---\nb: 2\n"})
  void aFileIsOneMapping(String yaml) {
    assertThat(problems(yaml)).containsExactly("expected one mapping of sections to keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: b: c", "\ta: b", "a: 1\na: 2\n", "!!java.net.URL [x]"})
  void whatIsNoYamlIsSaidToBeNone(String yaml) {
    assertThat(message(yaml)).startsWith("config.yaml:\n  not YAML: ");
  }

  private static List<String> problems(String yaml) {
    List<String> lines = message(yaml).lines().toList();
    assertThat(lines).first().isEqualTo("config.yaml:");
    return lines.stream().skip(1).map(String::strip).toList();
  }

  private static String message(String yaml) {
    return String.valueOf(
        assertThatExceptionOfType(InvalidConfiguration.class)
            .isThrownBy(() -> Configuration.parse("config.yaml", yaml))
            .actual()
            .getMessage());
  }
}
