package ai.kubernaut.we.executor.job;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Job of ours, in every state that others can bring it into. */
class JobAdapterTest {

  private static final JobAdapter ADAPTER = new JobAdapter();

  @ParameterizedTest(name = "suspend {0}, started by us {1}, condition {2}: {3}")
  @CsvSource({
    "true, false, '', HELD",
    "true, false, Suspended, HELD",
    "true, true, '', SUSPENDED",
    "false, true, '', STARTED",
    "false, false, '', STARTED",
    "false, true, FailureTarget, STARTED",
    "false, true, SuccessCriteriaMet, STARTED",
    "false, true, Complete, SUCCEEDED",
    "false, true, Failed, FAILED",
    "true, true, Failed, FAILED",
  })
  void knowsHowFarItHasCome(boolean suspend, boolean started, String condition, ChildState state) {
    JsonObject job = job("");
    job.getAsJsonObject("spec").addProperty("suspend", suspend);
    if (started) {
      annotations(job).addProperty(Names.STARTED_ANNOTATION, "true");
    }
    if (!condition.isEmpty()) {
      job.add("status", status(condition));
    }

    assertThat(observe(job).state()).isEqualTo(state);
  }

  @ParameterizedTest(name = "finalizers {0}, pod {1}: {2}")
  @CsvSource({
    "'foregroundDeletion,kubernaut.ai/execution', running, FOREGROUND",
    "'kubernaut.ai/execution', none, RELEASABLE",
    "'kubernaut.ai/execution', gone, RELEASABLE",
    "'kubernaut.ai/execution', deleting, RELEASABLE",
    "'kubernaut.ai/execution', running, CARELESS",
    "'kubernaut.ai/execution', succeeded, CARELESS",
    "'kubernaut.ai/execution,orphan', none, CARELESS",
    "'kubernaut.ai/execution,example.com/hold', none, FOREGROUND",
    "'kubernaut.ai/execution,example.com/hold', running, CARELESS",
    "'example.com/hold', none, FOREGROUND",
  })
  void knowsHowItIsBeingRemoved(String finalizers, String pod, Removal removal) {
    JsonObject job = job(finalizers);
    job.getAsJsonObject("metadata").addProperty("deletionTimestamp", "2026-11-21T00:00:00Z");

    assertThat(observe(job, pod).removal()).isEqualTo(removal);
  }

  @Test
  void isNotBeingRemovedBeforeSomebodyAsks() {
    assertThat(observe(job("kubernaut.ai/execution"), "running").removal()).isEqualTo(Removal.NONE);
  }

  @Test
  void knowsWhoseItIs() {
    Child child = observe(job(""));

    assertThat(child.executionUid()).isEqualTo("5a-uid");
    assertThat(child.execution()).isEqualTo("ops/fix");
    assertThat(child.belongsTo("5a-uid")).isTrue();
  }

  @Test
  void takesAForeignJobForNobodys() {
    Child child =
        observe(
            YamlJson.documents("{metadata: {name: x, namespace: n, uid: u}, spec: {}}")
                .get(0)
                .getAsJsonObject());

    assertThat(child.ours()).isFalse();
    assertThat(child.state()).isEqualTo(ChildState.STARTED);
  }

  @Test
  void leavesPodsOfOthersOut() {
    LeanPod stranger =
        LeanPod.decode(
            YamlJson.documents(
                    "{metadata: {name: p, uid: p1, ownerReferences: [{uid: other, controller:"
                        + " true}], labels: {kubernaut.ai/workflow-execution-uid: 5a-uid}}}")
                .get(0)
                .getAsJsonObject());

    Child child = ADAPTER.observe(ADAPTER.decode(job("")), around(stranger));

    assertThat(child.evidence().tasks().get(0).pods()).isEmpty();
  }

  @Test
  void startsOneVersionOfOneJobOnly() {
    assertThat(ADAPTER.start(observe(job(""))))
        .hasToString(
            "{\"metadata\":{\"uid\":\"job-uid\",\"resourceVersion\":\"41\",\"annotations\":{"
                + "\"kubernaut.ai/started\":\"true\"}},\"spec\":{\"suspend\":false}}");
  }

  @Test
  void isStoppedByBeingDeleted() {
    assertThat(ADAPTER.stop(observe(job("")))).isEmpty();
  }

  private static Child observe(JsonObject job) {
    return ADAPTER.observe(ADAPTER.decode(job), Surroundings.none());
  }

  private static Child observe(JsonObject job, String pod) {
    return ADAPTER.observe(
        ADAPTER.decode(job), pod.equals("none") ? Surroundings.none() : around(pod(pod)));
  }

  private static Surroundings around(LeanPod pod) {
    return new Surroundings(List.of(), List.of(pod), List.of());
  }

  private static LeanPod pod(String state) {
    String deletion = state.equals("deleting") ? "deletionTimestamp: '2026-11-21T00:00:00Z'," : "";
    LeanPod pod =
        LeanPod.decode(
            YamlJson.documents(
                    "{metadata: {name: p, uid: p1, %s ownerReferences: [{uid: job-uid, controller: true}]}, status: {phase: %s}}"
                        .formatted(deletion, state.equals("succeeded") ? "Succeeded" : "Running"))
                .get(0)
                .getAsJsonObject());
    return state.equals("gone") ? pod.asDeleted() : pod;
  }

  /** The Job that we create, as the server returns it. */
  private static JsonObject job(String finalizers) {
    JsonObject job = ADAPTER.manifest(Specs.plain());
    JsonObject metadata = job.getAsJsonObject("metadata");
    metadata.addProperty("uid", "job-uid");
    metadata.addProperty("resourceVersion", "41");
    if (!finalizers.isEmpty()) {
      JsonArray array = new JsonArray();
      List.of(finalizers.split(",")).forEach(array::add);
      metadata.add("finalizers", array);
    }
    return job;
  }

  private static JsonObject annotations(JsonObject job) {
    return job.getAsJsonObject("metadata").getAsJsonObject("annotations");
  }

  private static JsonObject status(String condition) {
    return YamlJson.documents(
            "{conditions: [{type: Suspended, status: 'False'}, {type: %s, status: 'True', reason: R, message: m, lastTransitionTime: '2026-11-21T00:00:00Z'}]}"
                .formatted(condition))
        .get(0)
        .getAsJsonObject();
  }
}
