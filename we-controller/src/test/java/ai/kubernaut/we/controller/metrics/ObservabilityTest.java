package ai.kubernaut.we.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is offered for Prometheus and Grafana fits what the controller measures. */
class ObservabilityTest {

  private static final Path DIRECTORY = Path.of("..", "deploy", "observability");
  private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
  private static final Pattern METRIC =
      Pattern.compile("\\b(workflowexecution|jvm|process)_[a-z_]+\\b");

  @ParameterizedTest
  @ValueSource(strings = {"rules.yaml", "rules-test.yaml", "dashboard.json"})
  void everyMetricThatIsAskedForExists(String file) throws IOException {
    assertThat(metricsIn(text(file))).isNotEmpty().isSubsetOf(measured());
  }

  @Test
  void everyMetricIsShownOnTheDashboardOrAlertedOn() throws IOException {
    Set<String> used = new TreeSet<>(metricsIn(text("dashboard.json")));
    used.addAll(metricsIn(text("rules.yaml")));
    Set<String> own =
        Collections.list(Metrics.create().registry().metricFamilySamples()).stream()
            .filter(family -> family.name.startsWith("workflowexecution_"))
            .filter(family -> family.getNames().length > 0)
            .filter(family -> Stream.of(family.getNames()).noneMatch(used::contains))
            .map(family -> family.name)
            .collect(Collectors.toSet());

    assertThat(own).isEmpty();
  }

  @Test
  void everyAlertIsTriedAndExplained() throws IOException {
    Set<String> alerts = alerts();

    assertThat(alerts).hasSizeGreaterThan(15);
    assertThat(tried()).isEqualTo(alerts);
    assertThat(explained()).isEqualTo(alerts);
  }

  @Test
  void prometheusAcceptsTheRulesAndTheirTests() throws IOException, InterruptedException {
    Promtool.accepts(DIRECTORY, "", "check", "rules", "rules.yaml");
    Promtool.accepts(DIRECTORY, "", "test", "rules", "rules-test.yaml");
  }

  private static Set<String> alerts() throws IOException {
    return Json.objects(yaml("rules.yaml"), "groups").stream()
        .flatMap(group -> Json.objects(group, "rules").stream())
        .flatMap(rule -> Json.string(rule, "alert").stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> tried() throws IOException {
    return Json.objects(yaml("rules-test.yaml"), "tests").stream()
        .flatMap(test -> Json.objects(test, "alert_rule_test").stream())
        .filter(test -> !Json.objects(test, "exp_alerts").isEmpty())
        .flatMap(test -> Json.string(test, "alertname").stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> explained() throws IOException {
    return Files.readAllLines(OPERATIONS).stream()
        .filter(line -> line.startsWith("### WorkflowExecution"))
        .map(line -> line.substring("### ".length()))
        .collect(Collectors.toSet());
  }

  private static Set<String> measured() {
    return Collections.list(Metrics.create().registry().metricFamilySamples()).stream()
        .map(MetricFamilySamples::getNames)
        .flatMap(Stream::of)
        .collect(Collectors.toSet());
  }

  private static Set<String> metricsIn(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static JsonObject yaml(String file) throws IOException {
    return YamlJson.documents(text(file)).get(0).getAsJsonObject();
  }

  private static String text(String file) throws IOException {
    return Files.readString(DIRECTORY.resolve(file));
  }
}
