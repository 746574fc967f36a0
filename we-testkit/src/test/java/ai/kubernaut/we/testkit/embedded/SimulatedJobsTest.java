package ai.kubernaut.we.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.BatchV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1DeleteOptions;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobCondition;
import io.kubernetes.client.openapi.models.V1JobSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodFailurePolicy;
import io.kubernetes.client.openapi.models.V1PodFailurePolicyOnExitCodesRequirement;
import io.kubernetes.client.openapi.models.V1PodFailurePolicyRule;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ResourceQuota;
import io.kubernetes.client.openapi.models.V1ResourceQuotaSpec;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1SecretVolumeSource;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.PatchUtils;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedJobsTest {
  private EmbeddedKubernetes api;
  private BatchV1Api batch;
  private CoreV1Api core;

  @BeforeEach
  void start() {
    api =
        EmbeddedKubernetes.builder()
            .controllers(Controllers.values())
            .kubelet(
                KubeletScript.rules()
                    .whenImage("fails", PodOutcome.exit(3))
                    .whenImage("oom", PodOutcome.oom())
                    .whenImage("absent", PodOutcome.imagePull())
                    .whenImage("runs", PodOutcome.run().slowTermination(Duration.ofMillis(300)))
                    .otherwise(PodOutcome.succeed()))
            .start();
    batch = new BatchV1Api(Config.fromUrl(api.url()));
    core = new CoreV1Api(Config.fromUrl(api.url()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private V1JobSpec spec(String image) {
    V1PodSpec pod =
        new V1PodSpec()
            .overhead(null)
            .restartPolicy("Never")
            .addContainersItem(new V1Container().name("main").image(image));
    return new V1JobSpec().backoffLimit(0).template(new V1PodTemplateSpec().spec(pod));
  }

  private void create(V1JobSpec spec) throws ApiException {
    V1Job job = new V1Job().metadata(new V1ObjectMeta().name("j")).spec(spec);
    batch.createNamespacedJob("default", job).execute();
  }

  private V1Job job() throws ApiException {
    return batch.readNamespacedJob("j", "default").execute();
  }

  private List<V1Pod> pods() throws ApiException {
    return core.listNamespacedPod("default").execute().getItems();
  }

  private List<String> conditions() throws ApiException {
    List<V1JobCondition> conditions = job().getStatus().getConditions();
    return conditions == null
        ? List.of()
        : conditions.stream().map(c -> c.getType() + "=" + c.getStatus()).toList();
  }

  @Test
  void successIsAnnouncedThenCompleted() throws ApiException {
    create(spec("good:1"));
    await()
        .untilAsserted(
            () ->
                assertThat(conditions())
                    .containsExactly("SuccessCriteriaMet=True", "Complete=True"));
    assertThat(job().getStatus().getSucceeded()).isEqualTo(1);
    assertThat(job().getStatus().getCompletionTime()).isNotNull();
  }

  @Test
  void failureIsAnnouncedThenFinalAndThePodKeepsItsExitCode() throws ApiException {
    create(spec("fails:1"));
    await()
        .untilAsserted(
            () -> assertThat(conditions()).containsExactly("FailureTarget=True", "Failed=True"));
    assertThat(job().getStatus().getFailed()).isEqualTo(1);
    var terminated =
        pods().get(0).getStatus().getContainerStatuses().get(0).getState().getTerminated();
    assertThat(terminated.getExitCode()).isEqualTo(3);
  }

  @Test
  void retriesUntilTheBackoffLimit() throws ApiException {
    create(spec("oom:1").backoffLimit(2));
    await().untilAsserted(() -> assertThat(conditions()).contains("Failed=True"));
    assertThat(job().getStatus().getFailed()).isEqualTo(3);
  }

  @Test
  void aPodWaitsForTheSecretThatItMounts() throws ApiException {
    V1JobSpec mounting = spec("good:1");
    mounting
        .getTemplate()
        .getSpec()
        .addVolumesItem(
            new V1Volume()
                .name("creds")
                .secret(new V1SecretVolumeSource().secretName("no-such-secret")));
    create(mounting);
    await()
        .untilAsserted(
            () ->
                assertThat(events("FailedMount"))
                    .containsExactly(
                        "MountVolume.SetUp failed for volume \"creds\" : secret"
                            + " \"no-such-secret\" not found"));
    assertThat(pods().get(0).getStatus().getPhase()).isEqualTo("Pending");

    V1Secret secret = new V1Secret().metadata(new V1ObjectMeta().name("no-such-secret"));
    core.createNamespacedSecret("default", secret).execute();
    await().untilAsserted(() -> assertThat(conditions()).contains("Complete=True"));
  }

  @Test
  void aPodThatAQuotaHasNoRoomForIsRefusedUntilItHas() throws ApiException {
    core.createNamespacedResourceQuota("default", quotaOfPods("0")).execute();
    create(spec("good:1"));
    await()
        .untilAsserted(
            () ->
                assertThat(events("FailedCreate"))
                    .isNotEmpty()
                    .allMatch(
                        message ->
                            message.endsWith(
                                "is forbidden: exceeded quota: team, requested: pods=1, used:"
                                    + " pods=0, limited: pods=0")));
    assertThat(pods()).isEmpty();

    core.replaceNamespacedResourceQuota("team", "default", quotaOfPods("1")).execute();
    await().untilAsserted(() -> assertThat(conditions()).contains("Complete=True"));
  }

  @Test
  void aQuotaOfJobsHasRoomForAsManyAsItSays() throws ApiException {
    core.createNamespacedResourceQuota(
            "default",
            new V1ResourceQuota()
                .metadata(new V1ObjectMeta().name("team-quota"))
                .spec(new V1ResourceQuotaSpec().putHardItem("count/jobs.batch", new Quantity("1"))))
        .execute();
    create(spec("good:1"));
    V1Job two = new V1Job().metadata(new V1ObjectMeta().name("two")).spec(spec("good:1"));
    assertThatThrownBy(() -> batch.createNamespacedJob("default", two).execute())
        .isInstanceOfSatisfying(
            ApiException.class,
            refused ->
                assertThat(refused.getResponseBody())
                    .contains(
                        "jobs.batch \\\"two\\\" is forbidden: exceeded quota: team-quota,"
                            + " requested: count/jobs.batch=1, used: count/jobs.batch=1, limited:"
                            + " count/jobs.batch=1"));
  }

  private static V1ResourceQuota quotaOfPods(String most) {
    return new V1ResourceQuota()
        .metadata(new V1ObjectMeta().name("team"))
        .spec(new V1ResourceQuotaSpec().putHardItem("pods", new Quantity(most)));
  }

  private List<String> events(String reason) throws ApiException {
    return core.listNamespacedEvent("default").execute().getItems().stream()
        .filter(event -> event.getReason().equals(reason))
        .map(event -> event.getMessage())
        .toList();
  }

  @Test
  void suspendedJobHasNoPodsUntilItIsResumed() throws ApiException {
    create(spec("good:1").suspend(true));
    await().untilAsserted(() -> assertThat(conditions()).containsExactly("Suspended=True"));
    assertThat(pods()).isEmpty();
    PatchUtils.patch(
        V1Job.class,
        () ->
            batch
                .patchNamespacedJob("j", "default", new V1Patch("{\"spec\":{\"suspend\":false}}"))
                .buildCall(null),
        V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
        batch.getApiClient());
    await()
        .untilAsserted(
            () ->
                assertThat(conditions())
                    .containsExactly(
                        "Suspended=False", "SuccessCriteriaMet=True", "Complete=True"));
  }

  @Test
  void deadlineStopsThePods() throws ApiException {
    create(spec("runs:1").activeDeadlineSeconds(1L));
    await()
        .untilAsserted(
            () -> assertThat(conditions()).containsExactly("FailureTarget=True", "Failed=True"));
    assertThat(job().getStatus().getConditions().get(1).getReason()).isEqualTo("DeadlineExceeded");
    assertThat(pods()).isEmpty();
  }

  @Test
  void imageThatCannotBePulledKeepsTheJobActive() throws ApiException {
    create(spec("absent:1"));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        pods()
                            .get(0)
                            .getStatus()
                            .getContainerStatuses()
                            .get(0)
                            .getState()
                            .getWaiting()
                            .getReason())
                    .isEqualTo("ImagePullBackOff"));
    assertThat(conditions()).isEmpty();
    assertThat(core.listNamespacedEvent("default").execute().getItems())
        .anyMatch(event -> "Error: ErrImagePull".equals(event.getMessage()));
  }

  @Test
  void aPodFailurePolicyFailsTheJobAtOnce() throws ApiException {
    V1PodFailurePolicyOnExitCodesRequirement three =
        new V1PodFailurePolicyOnExitCodesRequirement().operator("In").addValuesItem(3);
    V1PodFailurePolicyRule rule = new V1PodFailurePolicyRule().action("FailJob").onExitCodes(three);
    create(
        spec("fails:1")
            .backoffLimit(5)
            .podFailurePolicy(new V1PodFailurePolicy().addRulesItem(rule)));
    await().untilAsserted(() -> assertThat(conditions()).contains("Failed=True"));
    assertThat(job().getStatus().getFailed()).isEqualTo(1);
    assertThat(job().getStatus().getConditions().get(1).getReason()).isEqualTo("PodFailurePolicy");
  }

  @Test
  void aFinishedJobIsDeletedAfterItsTimeToLive() throws ApiException {
    create(spec("good:1").ttlSecondsAfterFinished(1));
    await()
        .untilAsserted(
            () -> assertThat(batch.listNamespacedJob("default").execute().getItems()).isEmpty());
    await().untilAsserted(() -> assertThat(pods()).isEmpty());
  }

  @Test
  void foregroundDeletionWaitsForThePods() throws ApiException {
    create(spec("runs:1"));
    await().untilAsserted(() -> assertThat(pods()).hasSize(1));
    await().until(() -> "Running".equals(pods().get(0).getStatus().getPhase()));
    batch
        .deleteNamespacedJob("j", "default")
        .body(new V1DeleteOptions().propagationPolicy("Foreground"))
        .execute();
    assertThat(job().getMetadata().getFinalizers()).containsExactly("foregroundDeletion");
    await()
        .untilAsserted(
            () -> assertThat(batch.listNamespacedJob("default").execute().getItems()).isEmpty());
    assertThat(pods()).isEmpty();
  }
}
