package ai.kubernaut.we.controller.it;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** What a user and a Job controller do in a test, and what they see. */
final class Life {

  static final ResourceType EXECUTIONS =
      new ResourceType(
          WorkflowExecution.GROUP,
          WorkflowExecution.VERSION,
          WorkflowExecution.PLURAL,
          WorkflowExecution.KIND,
          true);
  static final String NAMESPACE = TestCluster.EXECUTION_NAMESPACE;

  private final KubernetesApi api;

  Life(KubernetesApi api) {
    this.api = api;
  }

  void create(String name, String target) {
    String yaml =
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata:
          name: %s
          namespace: default
        spec:
          targetResource: %s
          remediationRequestRef:
            name: rr-%s
          workflowRef:
            workflowId: restart
            version: "1.0"
            executionBundle: registry.example.com/restart:1.0
          parameters:
            GRACE_PERIOD: 30s
        """
            .formatted(name, target, name);
    value(api.create(EXECUTIONS, "default", YamlJson.documents(yaml).get(0).getAsJsonObject()));
  }

  Optional<WorkflowExecution> execution(String name) {
    return api.get(EXECUTIONS.named("default", name))
        .toOptional()
        .map(WorkflowExecutionCodec::read);
  }

  WorkflowExecution awaitPhase(String name, String phase) {
    await(() -> execution(name).filter(e -> e.phase().toString().equals(phase)).isPresent());
    return execution(name).orElseThrow();
  }

  boolean isTrue(String name, ConditionType type) {
    return execution(name)
        .flatMap(e -> e.status().condition(type))
        .filter(Condition::isTrue)
        .isPresent();
  }

  Optional<JsonObject> job(String name) {
    return api.get(jobRef(name)).toOptional();
  }

  Optional<JsonObject> lease(String name) {
    return api.get(ResourceType.LEASES.named(NAMESPACE, name)).toOptional();
  }

  /** As the Job controller does when the pod of a Job runs. */
  void jobStarts(String name) {
    status(name, "{\"status\":{\"startTime\":\"%s\",\"active\":1}}".formatted(now()));
  }

  /** As the Job controller does when the pod of a Job has succeeded. */
  void jobCompletes(String name) {
    String now = now();
    status(
        name,
        """
        {"status":{"active":0,"ready":0,"succeeded":1,"completionTime":"%s","conditions":[
        {"type":"SuccessCriteriaMet","status":"True","reason":"CompletionsReached",
         "message":"Reached expected number of succeeded pods",
         "lastProbeTime":"%s","lastTransitionTime":"%s"},
        {"type":"Complete","status":"True","reason":"CompletionsReached",
         "message":"Reached expected number of succeeded pods",
         "lastProbeTime":"%s","lastTransitionTime":"%s"}]}}
        """
            .formatted(now, now, now, now, now));
  }

  /** As the Job controller does when the pod of a Job has failed. */
  void jobFails(String name) {
    String now = now();
    status(
        name,
        """
        {"status":{"active":0,"ready":0,"failed":1,"conditions":[
        {"type":"FailureTarget","status":"True","reason":"BackoffLimitExceeded",
         "message":"Job has reached the specified backoff limit",
         "lastProbeTime":"%s","lastTransitionTime":"%s"},
        {"type":"Failed","status":"True","reason":"BackoffLimitExceeded",
         "message":"Job has reached the specified backoff limit",
         "lastProbeTime":"%s","lastTransitionTime":"%s"}]}}
        """
            .formatted(now, now, now, now));
  }

  private void status(String name, String patch) {
    value(api.patchStatus(jobRef(name), Json.parse(patch).orElseThrow()));
  }

  /** Deletes as {@code kubectl delete} does. */
  void delete(String name) {
    String uid = execution(name).orElseThrow().metadata().uid();
    value(api.delete(EXECUTIONS.named("default", name), Deletion.background(uid)));
  }

  void annotate(String name, String annotation, String value) {
    JsonObject annotations = new JsonObject();
    annotations.addProperty(annotation, value);
    JsonObject metadata = new JsonObject();
    metadata.add("annotations", annotations);
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    value(api.mergePatch(EXECUTIONS.named("default", name), patch));
  }

  /** The reasons of the Events on an execution. */
  List<String> events(String name) {
    return value(
            api.list(
                ResourceType.EVENTS
                    .all()
                    .inNamespace("default")
                    .withFields("involvedObject.name=" + name)))
        .items()
        .stream()
        .map(event -> Json.string(event, "reason").orElse(""))
        .toList();
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  private static ResourceRef jobRef(String name) {
    return ResourceType.JOBS.named(NAMESPACE, name);
  }

  private static <T> T value(ApiAnswer<T> answer) {
    return answer.match(
        v -> v,
        error -> {
          throw new IllegalStateException(error.summary());
        });
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
