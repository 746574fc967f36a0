package ai.kubernaut.we.e2e;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
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

  static final ResourceType SECRETS = new ResourceType("", "v1", "secrets", "Secret", true);
  static final ResourceType CONFIG_MAPS =
      new ResourceType("", "v1", "configmaps", "ConfigMap", true);

  private static final ResourceType TASK_RUNS =
      new ResourceType("tekton.dev", "v1", "taskruns", "TaskRun", true);
  private static final String NAMESPACE = "default";

  private final Cluster cluster;
  private final KubernetesApi api;

  User(Cluster cluster) {
    this.cluster = cluster;
    this.api = cluster.api();
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
    runs(Engine.JOB, name, deployment, outcome, more);
  }

  /** Creates an execution on an engine. */
  void runs(Engine engine, String name, String deployment, String outcome, String more) {
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
            executionBundle: %s
            executionEngine: %s
          parameters:
            OUTCOME: %s
          %s
        """
            .formatted(name, deployment, cluster.bundle(), engine.word(), outcome, more);
    create(EXECUTIONS, NAMESPACE, yaml);
  }

  /** Puts a copy of an execution that has ended in the cluster, status and all. */
  void restores(String name, String copy) {
    JsonObject original = found(EXECUTIONS.named(NAMESPACE, name)).orElseThrow();
    JsonObject metadata = original.getAsJsonObject("metadata");
    List.of("uid", "resourceVersion", "creationTimestamp", "managedFields")
        .forEach(metadata::remove);
    metadata.addProperty("name", copy);
    JsonObject unused = value(api.create(EXECUTIONS, NAMESPACE, original));
    JsonObject patch = new JsonObject();
    patch.add("status", original.get("status"));
    unused = value(api.patchStatus(EXECUTIONS.named(NAMESPACE, copy), patch));
  }

  void create(ResourceType type, String namespace, String yaml) {
    JsonObject object = YamlJson.documents(yaml).get(0).getAsJsonObject();
    JsonObject unused = value(api.create(type, namespace, object));
  }

  /** Creates an object, unless somebody has. */
  void has(ResourceType type, String namespace, String yaml) {
    JsonObject object = YamlJson.documents(yaml).get(0).getAsJsonObject();
    ApiAnswer<JsonObject> answer = api.create(type, namespace, object);
    if (answer.failure().filter(e -> e.is(ApiError.Kind.ALREADY_EXISTS)).isEmpty()) {
      JsonObject unused = value(answer);
    }
  }

  /** Whether an object of that name is refused; one that is not goes again. */
  boolean isRefused(ResourceType type, String namespace, String name) {
    String yaml = "metadata: {name: " + name + "}";
    JsonObject object = YamlJson.documents(yaml).get(0).getAsJsonObject();
    Optional<ApiError> refusal = api.create(type, namespace, object).failure();
    if (refusal.isEmpty()) {
      deletes(type.named(namespace, name), Deletion.Propagation.BACKGROUND);
    }
    return refusal.filter(e -> e.is(ApiError.Kind.FORBIDDEN)).isPresent();
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

  /** Clears an execution, in the way in which the webhook lets a clearance through. */
  void stamps(String name, String reason, String by, String at) {
    JsonObject annotations = new JsonObject();
    annotations.addProperty(Names.CLEAR_ANNOTATION, reason);
    annotations.addProperty(Names.CLEARED_BY_ANNOTATION, by);
    annotations.addProperty(Names.CLEARED_AT_ANNOTATION, at);
    annotates(EXECUTIONS.named(NAMESPACE, name), annotations);
  }

  /** Takes away what an execution says of itself. */
  void forgets(String name) {
    patchesStatus(EXECUTIONS.named(NAMESPACE, name), "{status: {conditions: []}}");
  }

  void patches(ResourceRef ref, String patch) {
    JsonObject unused = value(api.mergePatch(ref, Json.parse(patch).orElseThrow()));
  }

  void patchesStatus(ResourceRef ref, String yaml) {
    JsonObject patch = YamlJson.documents(yaml).get(0).getAsJsonObject();
    JsonObject unused = value(api.patchStatus(ref, patch));
  }

  /** Refuses the approval that a pipeline of {@link Bundles#APPROVAL} asks for. */
  void refuses(String execution) {
    ResourceRef approval =
        new ResourceType("tekton.dev", "v1beta1", "customruns", "CustomRun", true)
            .named(Cluster.EXECUTION_NAMESPACE, Freezer.child(execution) + "-approve");
    await(() -> found(approval).isPresent());
    String refusal =
        """
        {"status": {"conditions": [{"type": "Succeeded", "status": "False", "reason": "Rejected",
          "message": "bob said no"}]}}
        """;
    JsonObject unused = value(api.patchStatus(approval, Json.parse(refusal).orElseThrow()));
  }

  /** The Events on all objects. */
  String allEvents() {
    return value(api.list(ResourceType.EVENTS.all())).items().toString();
  }

  void annotates(ResourceRef ref, String annotation, String value) {
    JsonObject annotations = new JsonObject();
    annotations.addProperty(annotation, value);
    annotates(ref, annotations);
  }

  private void annotates(ResourceRef ref, JsonObject annotations) {
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

  /** All children, of both engines. */
  List<JsonObject> children() {
    List<JsonObject> children = new ArrayList<>(jobs());
    children.addAll(listIfServed(Engine.TEKTON.children()));
    return children;
  }

  List<JsonObject> taskRuns() {
    return listIfServed(TASK_RUNS);
  }

  private List<JsonObject> listIfServed(ResourceType type) {
    ApiAnswer<ResourcePage> found = api.list(type.all().inNamespace(Cluster.EXECUTION_NAMESPACE));
    return found.failure().filter(e -> e.is(ApiError.Kind.NOT_FOUND)).isPresent()
        ? List.of()
        : value(found).items();
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

  /** Waits until there is neither a lock nor a child, nor anything that was made for one. */
  void awaitNothingLeft() {
    await(
        () ->
            leases().isEmpty() && children().isEmpty() && taskRuns().isEmpty() && pods().isEmpty());
  }

  /** Waits until the only pod of that child runs. */
  void awaitPod(String child) {
    await(
        () ->
            pods().stream()
                .filter(pod -> Witness.child(pod).equals(child))
                .anyMatch(pod -> Json.string(pod, "status", "phase").orElse("").equals("Running")));
  }

  /** Waits until one of the pods that are there has an Event for this reason. */
  void awaitPodEvent(String reason) {
    await(
        () ->
            pods().stream()
                .map(
                    pod ->
                        "involvedObject.uid=" + Json.string(pod, "metadata", "uid").orElseThrow())
                .anyMatch(pod -> reasons(Cluster.EXECUTION_NAMESPACE, pod).contains(reason)));
  }

  /** Waits until the Job of that name has failed. */
  void awaitFailedJob(String name) {
    ResourceRef job = ResourceType.JOBS.named(Cluster.EXECUTION_NAMESPACE, name);
    await(
        () ->
            found(job).stream()
                .flatMap(o -> Json.objects(o, "status", "conditions").stream())
                .anyMatch(c -> Json.string(c, "type").orElse("").equals("Failed")));
  }

  /** Deletes the pods of a child, and waits until they are gone. */
  void deletesPodOf(String child) {
    pods().stream()
        .filter(pod -> Witness.child(pod).equals(child))
        .map(pod -> Json.string(pod, "metadata", "name").orElseThrow())
        .map(name -> ResourceType.PODS.named(Cluster.EXECUTION_NAMESPACE, name))
        .forEach(pod -> deletes(pod, Deletion.Propagation.BACKGROUND));
    await(() -> pods().stream().noneMatch(pod -> Witness.child(pod).equals(child)));
  }

  /** The reasons of the Events on an execution. */
  List<String> events(String name) {
    return reasons(NAMESPACE, "involvedObject.name=" + name);
  }

  private List<String> reasons(String namespace, String fields) {
    return value(api.list(ResourceType.EVENTS.all().inNamespace(namespace).withFields(fields)))
        .items()
        .stream()
        .map(event -> Json.string(event, "reason").orElse(""))
        .toList();
  }

  /** Does something that others may have made impossible in the meantime. */
  void tries(Runnable act) {
    try {
      act.run();
    } catch (IllegalStateException | NoSuchElementException tooLate) {
      // Somebody else was faster.
    }
  }

  static void await(Callable<Boolean> condition) {
    await("it", condition);
  }

  static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
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
