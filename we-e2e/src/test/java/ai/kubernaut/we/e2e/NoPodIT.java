package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Job that was accepted and gets no pod. There is no Job controller: the test says what one says
 * whose pods are refused by a quota.
 */
class NoPodIT {

  private static final String NAME = "refused";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private ControllerProcess controller;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.withoutJobController(directory);
    user = new User(cluster);
    controller = ControllerProcess.start(cluster);
  }

  @AfterEach
  void stop() {
    controller.close();
    cluster.close();
  }

  @Test
  void isSaidAfterOneLookAndTakenBackWhenThePodComes() {
    user.runs(NAME, "run");
    user.awaitPhase(NAME, "Running");
    refusePods();
    cluster.forgetRequests();

    WorkflowExecution blocked = user.awaitBlocked(NAME, "ResourceExhausted");
    Condition condition = blocked.status().condition(ConditionType.BLOCKED).orElseThrow();
    assertThat(condition.message()).contains("has no pod yet", "exceeded quota: pods");
    User.await(() -> user.events(NAME).contains("ExecutionBlocked"));
    assertAsked("one look and one write", 1);

    cluster.forgetRequests();
    Awaitility.await()
        .during(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(requests()).isEmpty());

    letPodIn();
    User.await(
        () -> user.condition(NAME, ConditionType.BLOCKED).filter(Condition::isTrue).isEmpty());
    assertAsked("nothing but the write", 0);
  }

  /** Tekton may be asked for, and starting the child may fall into the time that is counted. */
  private List<RecordedRequest> requests() {
    return cluster.controllerRequests().stream()
        .filter(r -> r.code() != 404)
        .filter(r -> !(r.verb().equals("patch") && r.resource().equals("jobs")))
        .toList();
  }

  private void assertAsked(String what, int looks) {
    List<RecordedRequest> requests = requests();
    assertThat(requests)
        .as(what)
        .filteredOn(r -> r.verb().equals("get") && r.resource().equals("jobs"))
        .hasSize(looks);
    assertThat(requests)
        .as(what)
        .filteredOn(r -> r.isWrite() && r.resource().equals("workflowexecutions"))
        .hasSize(1);
    assertThat(requests).as(what).filteredOn(r -> !r.isWrite()).hasSizeLessThanOrEqualTo(6 * looks);
  }

  private JsonObject job() {
    return user.found(Engine.JOB.children().named(Cluster.EXECUTION_NAMESPACE, job(NAME)))
        .orElseThrow();
  }

  private static String job(String execution) {
    return Freezer.child(execution);
  }

  /** As the Job controller does, in the words of the quota's admission. */
  private void refusePods() {
    user.create(
        ResourceType.EVENTS,
        Cluster.EXECUTION_NAMESPACE,
        """
        apiVersion: v1
        kind: Event
        metadata: {generateName: %1$s.}
        type: Warning
        reason: FailedCreate
        message: 'Error creating: pods "%1$s-x7k2p" is forbidden: exceeded quota: pods,
          requested: pods=1, used: pods=0, limited: pods=0'
        involvedObject:
          {apiVersion: batch/v1, kind: Job, namespace: %2$s, name: %1$s, uid: %3$s}
        source: {component: job-controller}
        """
            .formatted(
                job(NAME),
                Cluster.EXECUTION_NAMESPACE,
                Json.string(job(), "metadata", "uid").orElseThrow()));
  }

  private void letPodIn() {
    JsonObject pod = Json.object(job(), "spec", "template").orElseThrow().deepCopy();
    pod.addProperty("apiVersion", "v1");
    pod.addProperty("kind", "Pod");
    pod.getAsJsonObject("metadata").addProperty("name", job(NAME) + "-x7k2p");
    user.create(ResourceType.PODS, Cluster.EXECUTION_NAMESPACE, pod.toString());
  }
}
