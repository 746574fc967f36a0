package ai.kubernaut.we.executor.job;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.ChildSpec;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobSpec;
import io.kubernetes.client.openapi.models.V1PodFailurePolicyRule;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Job as the official model reads it: that one knows every field and refuses others. */
class JobManifestTest {

  private static final JobAdapter ADAPTER = new JobAdapter();

  @Test
  void isHeldUntilItIsStarted() throws IOException {
    V1Job job = job(Specs.plain());

    assertThat(job.getSpec().getSuspend()).isTrue();
    assertThat(job.getMetadata().getFinalizers()).containsExactly(Names.EXECUTION_FINALIZER);
    assertThat(job.getMetadata().getName()).isEqualTo("wfe-c00449355dfb987a");
    assertThat(job.getMetadata().getNamespace()).isEqualTo("kubernaut-workflows");
  }

  @Test
  void isNeverRunAgainOnItsOwnAccount() throws IOException {
    V1JobSpec spec = job(Specs.plain()).getSpec();

    assertThat(spec.getBackoffLimit()).isZero();
    assertThat(spec.getParallelism()).isEqualTo(1);
    assertThat(spec.getCompletions()).isEqualTo(1);
    assertThat(spec.getTtlSecondsAfterFinished()).isNull();
    assertThat(spec.getPodReplacementPolicy()).isEqualTo("Failed");
    assertThat(spec.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(actions(spec)).containsExactly("FailJob", "FailJob");
  }

  @Test
  void saysEveryExitCodeInTheJobItself() throws IOException {
    V1PodFailurePolicyRule rule =
        job(Specs.plain()).getSpec().getPodFailurePolicy().getRules().get(1);

    assertThat(rule.getOnExitCodes().getContainerName()).isEqualTo("workflow");
    assertThat(rule.getOnExitCodes().getOperator()).isEqualTo("NotIn");
    assertThat(rule.getOnExitCodes().getValues()).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"tolerateDisruption\": true}', Ignore",
    "'{\"tolerateDisruption\": false}', FailJob",
    "'{\"tolerateDisruption\": \"true\"}', FailJob",
    "'{}', FailJob",
    "'[true]', FailJob",
    "'no JSON', FailJob",
  })
  void replacesADisruptedPodOnlyWhereThatIsAskedFor(String config, String action)
      throws IOException {
    assertThat(actions(job(Specs.engineConfig(config)).getSpec()))
        .containsExactly(action, "FailJob");
  }

  @ParameterizedTest
  @CsvSource({"PT30M, 1800", "PT1.5S, 2", "PT0.001S, 1", "PT0S, 1", "PT-5S, 1"})
  void stopsItselfAtTheDeadline(Duration remaining, long seconds) throws IOException {
    assertThat(job(Specs.timeout(remaining)).getSpec().getActiveDeadlineSeconds())
        .isEqualTo(seconds);
  }

  @Test
  void staysWithinWhatAJobControllerCanCount() throws IOException {
    assertThat(
            job(Specs.timeout(Duration.ofSeconds(Long.MAX_VALUE, 999)))
                .getSpec()
                .getActiveDeadlineSeconds())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void hasNoPrivileges() throws IOException {
    V1PodSpec pod = pod(Specs.plain());
    V1Container container = pod.getContainers().get(0);

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void hasATokenOnlyWithAServiceAccountOfItsOwn() throws IOException {
    V1PodSpec pod = pod(Specs.serviceAccount("fixer"));

    assertThat(pod.getServiceAccountName()).isEqualTo("fixer");
    assertThat(pod.getAutomountServiceAccountToken()).isNull();
  }

  @Test
  void carriesLabelsToItsPodAndFullValuesInItsAnnotations() throws IOException {
    V1Job job = job(Specs.plain());

    assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
        .isEqualTo(job.getMetadata().getLabels())
        .containsEntry(Names.EXECUTION_UID_LABEL, "5a-uid");
    assertThat(job.getMetadata().getAnnotations())
        .containsEntry(Names.TARGET_LABEL, "default/deployment/my-app");
  }

  @Test
  void keepsQuantitiesAsTheyWereWritten() {
    JsonObject resources =
        ADAPTER
            .manifest(Specs.plain())
            .getAsJsonObject("spec")
            .getAsJsonObject("template")
            .getAsJsonObject("spec")
            .getAsJsonArray("containers")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("resources");

    assertThat(resources)
        .hasToString(
            "{\"requests\":{\"cpu\":\"0.10\"},\"limits\":{\"cpu\":\"1\",\"memory\":\"64Mi\"}}");
  }

  @Test
  void hasTheSameTextForTheSameOrder() {
    Map<String, String> forth = new LinkedHashMap<>();
    Map<String, String> back = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      forth.put("P" + i, "v" + i);
      back.put("P" + (49 - i), "v" + (49 - i));
    }
    assertThat(ADAPTER.manifest(Specs.with(forth, Dependencies.none())))
        .hasToString(ADAPTER.manifest(Specs.with(back, Dependencies.none())).toString());
  }

  @Test
  void setsHomeAndScratchItself() throws IOException {
    Map<String, String> environment =
        environment(Specs.with(Map.of("HOME", "/root", "TMPDIR", "/x"), Dependencies.none()));

    assertThat(environment)
        .containsExactlyInAnyOrderEntriesOf(Map.of("HOME", "/tmp", "TMPDIR", "/tmp"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " leading and trailing ",
        "$(HOME)",
        "$$(HOME)",
        "$HOME ${HOME} $",
        "$$",
        "a$(b",
        "line\nbreak\r\n\ttab",
        "quote\" and \\ backslash",
        "{\"json\": [1, 2]}",
        "yes",
        "0x1F",
        "null",
        "<script>&amp;'",
        "naïve 漢字 🚀",
        "\u0001\u007f\u2028"
      })
  void handsEveryParameterOverExactly(String value) throws IOException {
    assertThat(environment(Specs.with(Map.of("P", value), Dependencies.none())))
        .containsEntry("P", value);
  }

  @Test
  void handsAnyTextOverExactly() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      String value =
          random
              .ints(random.nextInt(40), 0, 8)
              .mapToObj(i -> List.of("$", "(", ")", "HOME", "{", "\\", "é", "\n").get(i))
              .collect(Collectors.joining());
      assertThat(environment(Specs.with(Map.of("P", value), Dependencies.none())))
          .containsEntry("P", value);
    }
  }

  @Test
  void mountsDependenciesOfAnyNameReadOnly() throws IOException {
    String longName = "a.very.long.name-".repeat(14) + "z";
    List<String> names = List.of("creds", "creds.v2", "scratch", "secret-0", longName);
    V1PodSpec pod =
        pod(Specs.with(Map.of(), new Dependencies(Specs.named(names), Specs.named(names))));

    List<V1VolumeMount> mounts = pod.getContainers().get(0).getVolumeMounts();
    assertThat(pod.getVolumes())
        .extracting(V1Volume::getName)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"))
        .containsExactlyElementsOf(mounts.stream().map(V1VolumeMount::getName).toList());
    assertThat(mounts)
        .extracting(V1VolumeMount::getMountPath)
        .contains("/tmp", "/run/kubernaut/secrets/creds.v2", "/run/kubernaut/configmaps/creds");
    assertThat(mounts.subList(1, mounts.size())).allMatch(V1VolumeMount::getReadOnly);
    assertThat(pod.getVolumes().get(2).getSecret().getSecretName()).isEqualTo("creds.v2");
    assertThat(pod.getVolumes().get(10).getConfigMap().getName()).isEqualTo(longName);
  }

  @Test
  void mountsADependencyOnceThatIsNamedTwice() throws IOException {
    List<String> names = List.of("creds", "creds");

    assertThat(
            pod(Specs.with(Map.of(), new Dependencies(Specs.named(names), List.of()))).getVolumes())
        .hasSize(2);
  }

  private static List<String> actions(V1JobSpec spec) {
    return spec.getPodFailurePolicy().getRules().stream()
        .map(V1PodFailurePolicyRule::getAction)
        .toList();
  }

  private static V1PodSpec pod(ChildSpec spec) throws IOException {
    return job(spec).getSpec().getTemplate().getSpec();
  }

  private static V1Job job(ChildSpec spec) throws IOException {
    String manifest = ADAPTER.manifest(spec).toString();
    V1Job.validateJsonElement(JsonParser.parseString(manifest));
    return JSON.deserialize(manifest, V1Job.class);
  }

  /** The environment as the container will see it. */
  private static Map<String, String> environment(ChildSpec spec) throws IOException {
    return pod(spec).getContainers().get(0).getEnv().stream()
        .collect(Collectors.toMap(V1EnvVar::getName, v -> expanded(v.getValue())));
  }

  /**
   * What a kubelet makes of a value: two dollars are one, and names in {@code $()} are replaced.
   */
  private static String expanded(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '$' && value.startsWith("$$", i)) {
        out.append('$');
        i++;
      } else if (c == '$' && value.startsWith("$(", i) && value.indexOf(')', i) > 0) {
        out.append("REPLACED");
        i = value.indexOf(')', i);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
