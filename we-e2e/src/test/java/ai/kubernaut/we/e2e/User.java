package ai.kubernaut.we.e2e;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.Names;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** What people and other controllers do in a cluster, and what they see there. */
final class User {

  static final ResourceType EXECUTIONS =
      new ResourceType(
          WorkflowExecution.GROUP,
          WorkflowExecution.VERSION,
          WorkflowExecution.PLURAL,
          WorkflowExecution.KIND,
          true);

  private static final String NAMESPACE = "default";

  private final KubernetesApi api;

  User(KubernetesApi api) {
    this.api = api;
  }

  /** Creates an execution on a Deployment of its own name. */
  void runs(String name, String outcome) {
    runs(name, name, outcome, "");
  }

  /**
   * Creates an execution.
   *
   * @param deployment its target
   * @param outcome what becomes of its pod
   * @param more lines of its spec
   */
  void runs(String name, String deployment, String outcome, String more) {
    String yaml =
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata:
          name: %s
          namespace: default
        spec:
          targetResource: default/deployment/%s
          workflowRef:
            workflowId: restart
            version: "1.0"
            executionBundle: registry.example.com/restart:1.0
          parameters:
            OUTCOME: %s
          %s
        """
            .formatted(name, deployment, outcome, more);
    create(EXECUTIONS, NAMESPACE, yaml);
  }

  void create(ResourceType type, String namespace, String yaml) {
    JsonObject object = YamlJson.documents(yaml).get(0).getAsJsonObject();
    JsonObject unused = value(api.create(type, namespace, object));
  }

  Optional<WorkflowExecution> execution(String name) {
    return found(EXECUTIONS.named(NAMESPACE, name)).map(WorkflowExecutionCodec::read);
  }

  String phase(String name) {
    return execution(name).map(e -> e.phase().toString()).orElse("absent");
  }

  boolean ended(String name) {
    return execution(name).filter(WorkflowExecution::terminal).isPresent();
  }

  WorkflowExecution awaitEnd(String name) {
    await(() -> ended(name));
    return execution(name).orElseThrow();
  }

  WorkflowExecution awaitPhase(String name, String phase) {
    await(() -> phase(name).equals(phase));
    return execution(name).orElseThrow();
  }

  /** Waits until it has failed, and says why. */
  FailureDetails awaitFailure(String name) {
    return awaitPhase(name, "Failed").status().failureDetails().orElseThrow();
  }

  /** Waits until it says that it is blocked for that reason. */
  WorkflowExecution awaitBlocked(String name, String reason) {
    await(
        () ->
            condition(name, ConditionType.BLOCKED)
                .filter(Condition::isTrue)
                .filter(c -> c.reason().equals(reason))
                .isPresent());
    return execution(name).orElseThrow();
  }

  Optional<Condition> condition(String name, ConditionType type) {
    return execution(name).flatMap(e -> e.status().condition(type));
  }

  void awaitGone(String name) {
    await(() -> execution(name).isEmpty());
  }

  /** Deletes an execution as {@code kubectl delete} does. */
  void deletes(String name) {
    deletes(EXECUTIONS.named(NAMESPACE, name), Deletion.Propagation.BACKGROUND);
  }

  void deletes(ResourceRef ref, Deletion.Propagation propagation) {
    String uid = found(ref).flatMap(o -> Json.string(o, "metadata", "uid")).orElseThrow();
    JsonObject unused = value(api.delete(ref, new Deletion(uid, Optional.empty(), propagation)));
  }

  void cancels(String name, String why) {
    annotates(EXECUTIONS.named(NAMESPACE, name), Names.CANCEL_ANNOTATION, why);
  }

  void annotates(ResourceRef ref, String annotation, String value) {
    JsonObject annotations = new JsonObject();
    annotations.addProperty(annotation, value);
    JsonObject metadata = new JsonObject();
    metadata.add("annotations", annotations);
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    JsonObject unused = value(api.mergePatch(ref, patch));
  }

  Optional<JsonObject> found(ResourceRef ref) {
    return api.get(ref).toOptional();
  }

  List<JsonObject> jobs() {
    return list(ResourceType.JOBS);
  }

  List<JsonObject> pods() {
    return list(ResourceType.PODS);
  }

  /** All locks. */
  List<JsonObject> leases() {
    return list(ResourceType.LEASES);
  }

  private List<JsonObject> list(ResourceType type) {
    return value(api.list(type.all().inNamespace(Cluster.EXECUTION_NAMESPACE))).items();
  }

  /** Waits until there is neither a lock nor a child nor a pod. */
  void awaitNothingLeft() {
    await(() -> leases().isEmpty() && jobs().isEmpty() && pods().isEmpty());
  }

  /** Waits until the only pod of that child runs. */
  void awaitPod(String child) {
    await(
        () ->
            pods().stream()
                .filter(pod -> Witness.child(pod).equals(child))
                .anyMatch(pod -> Json.string(pod, "status", "phase").orElse("").equals("Running")));
  }

  /** The reasons of the Events on an execution. */
  List<String> events(String name) {
    return value(
            api.list(
                ResourceType.EVENTS
                    .all()
                    .inNamespace(NAMESPACE)
                    .withFields("involvedObject.name=" + name)))
        .items()
        .stream()
        .map(event -> Json.string(event, "reason").orElse(""))
        .toList();
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  private static <T> T value(ApiAnswer<T> answer) {
    return answer.match(
        v -> v,
        error -> {
          throw new IllegalStateException(error.summary());
        });
  }
}
