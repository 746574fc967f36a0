package ai.kubernaut.we.executor.tekton;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Dependencies.Dependency;
import ai.kubernaut.we.api.Resources;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The PipelineRun that is sent, whole. */
class PipelineManifestTest {

  private static final String BUNDLE =
      "registry.example.com/workflows/restart@sha256:" + "0123456789abcdef".repeat(4);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private static ChildSpec child(
      Duration timeout, Optional<String> serviceAccount, Dependencies dependencies) {
    return new ChildSpec(
        "tekton",
        "kubernaut-workflows",
        "wfe-c00449355dfb987a",
        BUNDLE,
        Map.of("TARGET_RESOURCE", "default/deployment/my-app", "REPLICAS", "3"),
        timeout,
        serviceAccount,
        dependencies,
        new Resources(Map.of(), Map.of(), List.of()),
        Optional.empty(),
        Map.of("kubernaut.ai/workflow-execution-uid", "uid-1"),
        Map.of("kubernaut.ai/target-resource", "default/deployment/my-app"));
  }

  private static JsonObject spec(ChildSpec child) {
    return PipelineManifest.of(child).getAsJsonObject("spec");
  }

  @Test
  void isHeldAndResolvesItsBundleByDigestAndHasNoPrivileges() {
    String expected =
        """
        apiVersion: tekton.dev/v1
        kind: PipelineRun
        metadata:
          name: wfe-c00449355dfb987a
          namespace: kubernaut-workflows
          labels: {kubernaut.ai/workflow-execution-uid: uid-1}
          annotations: {kubernaut.ai/target-resource: default/deployment/my-app}
          finalizers: [kubernaut.ai/execution]
        spec:
          status: PipelineRunPending
          pipelineRef:
            resolver: bundles
            params:
            - {name: bundle, value: "%s"}
            - {name: name, value: workflow}
            - {name: kind, value: pipeline}
          params:
          - {name: REPLICAS, value: "3"}
          - {name: TARGET_RESOURCE, value: default/deployment/my-app}
          timeouts: {pipeline: 30m0s}
          taskRunTemplate:
            podTemplate:
              enableServiceLinks: false
              securityContext:
                runAsNonRoot: true
                seccompProfile: {type: RuntimeDefault}
              automountServiceAccountToken: false
          workspaces: []
        """
            .formatted(BUNDLE);

    assertThat(PipelineManifest.of(child(HALF_AN_HOUR, Optional.empty(), Dependencies.none())))
        .isEqualTo(YamlJson.documents(expected).get(0));
  }

  @Test
  void hasATokenOnlyOfAServiceAccountThatTheWorkflowAsksFor() {
    JsonObject spec = spec(child(HALF_AN_HOUR, Optional.of("fixer"), Dependencies.none()));

    assertThat(Json.string(spec, "taskRunTemplate", "serviceAccountName")).contains("fixer");
    assertThat(Json.at(spec, "taskRunTemplate", "podTemplate", "automountServiceAccountToken"))
        .isEmpty();
  }

  @Test
  void bindsEachDependencyToAWorkspaceOfItsNameOnce() {
    Dependencies dependencies =
        new Dependencies(
            List.of(new Dependency("git"), new Dependency("git")),
            List.of(new Dependency("settings")));

    assertThat(
            spec(child(HALF_AN_HOUR, Optional.empty(), dependencies)).getAsJsonArray("workspaces"))
        .isEqualTo(
            YamlJson.documents(
                    """
                    - {name: secret-git, secret: {secretName: git}}
                    - {name: configmap-settings, configMap: {name: settings}}
                    """)
                .get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "PT30M, 30m0s",
    "PT1.5S, 2s",
    "PT0.001S, 1s",
    "PT0S, 1s",
    "PT-5S, 1s",
    "PT2562048H, 876000h0m0s"
  })
  void endsAtTheDeadlineAndNeverHasNone(Duration remaining, String timeout) {
    assertThat(
            Json.string(
                spec(child(remaining, Optional.empty(), Dependencies.none())),
                "timeouts",
                "pipeline"))
        .contains(timeout);
  }
}
