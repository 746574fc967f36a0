package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What values can, and cannot, make of the chart. */
class ChartValuesTest {

  @Test
  void isWellFormed() {
    assertThat(Chart.lint().getMessages()).noneMatch(message -> message.contains("[ERROR]"));
    assertThat(Chart.lint().isFailed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{unknown: 1}                                           | unknown",
        "{replicas: 0}                                          | replicas",
        "{replicas: two}                                        | replicas",
        "{image: {repository: ''}}                              | repository",
        "{image: {repository: 'a b'}}                           | repository",
        "{image: {repository: we, tag: 'a b'}}                  | tag",
        "{image: {repository: we, digest: 'sha256:12'}}         | digest",
        "{image: {repository: we, pullPolicy: Sometimes}}       | pullPolicy",
        "{imagePullSecrets: [name]}                             | imagePullSecrets",
        "{executionNamespace: {name: 'Runs'}}                   | executionNamespace",
        "{executionNamespace: {name: runs, podSecurity: some}}  | podSecurity",
        "{config: {execution: {namespace: other}}}              | namespace",
        "{config: {controller: {metricsAddr: ':1'}}}            | metricsAddr",
        "{config: {controller: {leaderElection: false}}}        | leaderElection",
        "{config: {controller: {leaderElectionId: other}}}      | leaderElectionId",
        "{config: text}                                         | config",
        "{resources: {limits: {memory: lots}}}                  | memory",
        "{podAnnotations: {a: 1}}                               | podAnnotations",
        "{priorityClassName: 'a b'}                             | priorityClassName",
        "{serviceMonitor: {enabled: perhaps}}                   | serviceMonitor",
        "{serviceMonitor: {interval: often}}                    | interval",
        "{networkPolicy: {apiServerPorts: []}}                  | apiServerPorts",
        "{networkPolicy: {apiServerPorts: [70000]}}             | apiServerPorts",
        "{replicas: 99999999999999999999}                       | replicas",
        "{replicas: 1.5}                                        | replicas",
        "{replicas: .inf}                                       | json",
        "{image: {repository: we, tag: 1.10}}                   | tag",
        "{image: {repository: we, tag: [a]}}                    | tag",
        "{image: we}                                            | image",
        "{executionNamespace: {name: 1}}                        | executionNamespace",
        "{executionNamespace: {name: runs, create: 'yes'}}      | create",
        "{resources: {limits: {memory: '-1'}}}                  | memory",
        "{resources: {limits: {memory: [1]}}}                   | memory",
        "{extraVolumes: {name: a}}                              | extraVolumes",
        "{podDisruptionBudget: {minAvailable: -1}}              | minAvailable",
        "{webhook: {replicas: 1e30}}                            | replicas",
        "{webhook: {authority: MIIB}}                           | authority",
        "{webhook: {resources: {limits: {memory: lots}}}}       | memory",
        "{webhook: {enabled: 'yes'}}                            | enabled",
      })
  void aValueThatCannotBeIsRefusedByName(String values, String named) {
    assertThatThrownBy(() -> Chart.render(values))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(named);
  }

  private static final String INJECTION =
      "x\\\"\\n---\\napiVersion: v1\\nkind: Secret\\nmetadata:\\n  name: {{ .Release.Name }}\\n# '";

  /** Wherever a free text may stand, it stays a text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podAnnotations: {a: \"%s\"}}",
        "{podAnnotations: {\"%s\": b}}",
        "{nodeSelector: {a: \"%s\"}}",
        "{nodeSelector: {\"%s\": b}}",
        "{tolerations: [{key: \"%s\", operator: Exists}]}",
        "{resources: {limits: {\"%s\": 1}}}",
        "{webhook: {enabled: true, resources: {limits: {\"%s\": 1}}}}",
        "{serviceMonitor: {enabled: always, labels: {a: \"%s\"}}}",
        "{config: {audit: {file: \"%s\"}}}",
        "{config: {\"%s\": {}}}",
        "{extraVolumes: [{name: a, hostPath: {path: \"%s\"}}]}",
        "{extraVolumeMounts: [{name: a, mountPath: \"%s\"}]}",
        "{networkPolicy: {metricsFrom: [{namespaceSelector: {matchLabels: {a: \"%s\"}}}]}}",
        "{networkPolicy: {extraEgress: [{to: [{ipBlock: {cidr: \"%s\"}}]}]}}",
      })
  void aHostileTextStaysAText(String values) {
    String hostile =
        "x\"\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\n# '";
    List<JsonObject> rendered = Chart.render(values.replace("%s", INJECTION));

    assertThat(kinds(rendered)).isEqualTo(kinds(Chart.render(switchedOnIn(values))));
    List<String> texts = texts(rendered);
    texts.addAll(texts(Chart.documents(configuration(rendered))));
    assertThat(texts).contains(hostile);
  }

  /** What is off by default, and on with these values. */
  private static String switchedOnIn(String values) {
    if (values.contains("serviceMonitor")) {
      return "{serviceMonitor: {enabled: always}}";
    }
    return values.contains("webhook") ? "{webhook: {enabled: true}}" : "";
  }

  private static String configuration(List<JsonObject> rendered) {
    return rendered.stream()
        .flatMap(object -> Json.string(object, "data", "controller.yaml").stream())
        .findFirst()
        .orElseThrow();
  }

  /** Where only names may stand, it is refused. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{image: {repository: \"%s\"}}",
        "{image: {repository: we, tag: \"%s\"}}",
        "{image: {repository: we, digest: \"%s\"}}",
        "{image: {repository: we, pullPolicy: \"%s\"}}",
        "{imagePullSecrets: [{name: \"%s\"}]}",
        "{executionNamespace: {name: \"%s\"}}",
        "{executionNamespace: {name: runs, podSecurity: \"%s\"}}",
        "{resources: {limits: {memory: \"%s\"}}}",
        "{priorityClassName: \"%s\"}",
        "{serviceMonitor: {interval: \"%s\"}}",
        "{replicas: \"%s\"}",
        "{networkPolicy: {apiServerPorts: [\"%s\"]}}",
        "{webhook: {enabled: true, replicas: \"%s\"}}",
        "{webhook: {enabled: true, secretName: \"%s\"}}",
        "{webhook: {enabled: true, authority: \"%s\"}}",
        "{\"%s\": 1}",
      })
  void aHostileNameIsRefused(String values) {
    assertThatThrownBy(() -> Chart.render(values.replace("%s", INJECTION)))
        .isInstanceOf(IllegalStateException.class);
    // A line break at the end passes a pattern that only looks at the end of a line.
    assertThatThrownBy(() -> Chart.render(values.replace("%s", "runs\\n")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDigestWinsOverATag() {
    String digest = "sha256:" + "a".repeat(64);
    String values = "{image: {repository: 'r.example.com:5000/we', tag: '1', digest: '%s'}}";
    assertThat(texts(Chart.render(values.formatted(digest))))
        .contains("r.example.com:5000/we@" + digest);
  }

  private static final String AUTHORITY =
      "-----BEGIN CERTIFICATE-----\nMIIB+/=\n-----END CERTIFICATE-----\n";

  @Test
  void anAuthorityIsRegisteredInPlaceOfCertManager() {
    JsonObject values = new JsonObject();
    values.add("webhook", new JsonObject());
    values.getAsJsonObject("webhook").addProperty("enabled", true);
    values.getAsJsonObject("webhook").addProperty("authority", AUTHORITY + AUTHORITY);
    JsonObject registration = registration(values.toString());

    assertThat(Json.object(registration, "metadata", "annotations")).isEmpty();
    assertThat(
            Json.string(Json.objects(registration, "webhooks").get(0), "clientConfig", "caBundle"))
        .map(bundle -> new String(Base64.getDecoder().decode(bundle), StandardCharsets.US_ASCII))
        .contains(AUTHORITY + AUTHORITY);
    assertThat(Json.stringMap(registration("webhook: {enabled: true}"), "metadata", "annotations"))
        .containsEntry("cert-manager.io/inject-ca-from", "kubernaut-system/we-webhook");
  }

  private static JsonObject registration(String values) {
    return Chart.render(values).stream()
        .filter(o -> Json.string(o, "kind").orElse("").equals("MutatingWebhookConfiguration"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> kinds(List<JsonObject> objects) {
    return objects.stream().map(o -> Json.string(o, "kind").orElse("")).sorted().toList();
  }

  /** Every key and every text. */
  private static List<String> texts(List<JsonObject> objects) {
    List<String> texts = new ArrayList<>();
    objects.forEach(object -> collect(object, texts));
    return texts;
  }

  private static void collect(JsonElement element, List<String> texts) {
    if (element instanceof JsonObject object) {
      object
          .asMap()
          .forEach(
              (key, value) -> {
                texts.add(key);
                collect(value, texts);
              });
    } else if (element instanceof JsonArray array) {
      array.forEach(item -> collect(item, texts));
    } else if (element.isJsonPrimitive()) {
      texts.add(element.getAsString());
    }
  }
}
