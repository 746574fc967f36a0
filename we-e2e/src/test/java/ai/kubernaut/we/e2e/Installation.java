package ai.kubernaut.we.e2e;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.BatchV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a cluster needs before a controller can work in it. */
final class Installation {

  static final ResourceType DEFINITIONS =
      new ResourceType(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);
  private static final ResourceType NAMESPACES =
      new ResourceType("", "v1", "namespaces", "Namespace", false);

  private static final Duration LONGEST_RENEWAL = Duration.ofMinutes(1);

  private static final ResourceType NODES = new ResourceType("", "v1", "nodes", "Node", false);

  private Installation() {}

  static void in(KubernetesApi api, String definition) {
    define(api, definition);
    for (String namespace : List.of("kubernaut-system", Cluster.EXECUTION_NAMESPACE)) {
      create(api, NAMESPACES, YamlJson.documents("metadata: {name: " + namespace + "}").get(0));
    }
  }

  /** Creates the definitions of these documents where they are missing; they are served then. */
  static void define(KubernetesApi api, String definitions) {
    for (JsonElement document : YamlJson.documents(definitions)) {
      JsonObject definition = document.getAsJsonObject();
      create(api, DEFINITIONS, definition);
      ResourceRef ref =
          DEFINITIONS.named("", Json.string(definition, "metadata", "name").orElseThrow());
      User.await(() -> isEstablished(api, ref));
    }
  }

  /** Whether pods have somewhere to run: a node that takes new ones. */
  static boolean hasNodes(KubernetesApi api) {
    return api.list(NODES.all()).toOptional().stream()
        .flatMap(nodes -> nodes.items().stream())
        .anyMatch(node -> !Json.bool(node, "spec", "unschedulable").orElse(false));
  }

  /**
   * Whether the server knows the field by which a Job is held: one that does not leaves it out. The
   * Job is only tried.
   */
  static boolean holdsJobs(Connection connection) {
    V1PodSpec pod =
        new V1PodSpec()
            .restartPolicy("Never")
            .overhead(null)
            .addContainersItem(new V1Container().name("main").image("registry.example.com/main"));
    V1JobSpec spec = new V1JobSpec().suspend(true).template(new V1PodTemplateSpec().spec(pod));
    V1Job job = new V1Job().metadata(new V1ObjectMeta().name("we-e2e-held")).spec(spec);
    try {
      V1Job answer =
          new BatchV1Api(connection.client())
              .createNamespacedJob(Cluster.EXECUTION_NAMESPACE, job)
              .dryRun("All")
              .execute();
      return Boolean.TRUE.equals(answer.getSpec().getSuspend());
    } catch (ApiException e) {
      throw new IllegalStateException("the cluster takes no Job: " + e.getResponseBody(), e);
    }
  }

  /**
   * Whether somebody works on Tekton's types, besides that they are served: its controllers hold
   * leases, which they renew every few seconds.
   */
  static boolean hasWorkingTekton(KubernetesApi api, Instant now) {
    return api.serves(Engine.TEKTON.children()).toOptional().orElse(false)
        && present(api, ResourceType.LEASES.all().inNamespace("tekton-pipelines"))
            .filter(lease -> lease.text("name").startsWith("tekton-pipelines-controller"))
            .flatMap(lease -> Json.time(lease.object(), "spec", "renewTime").stream())
            .anyMatch(renewed -> renewed.isAfter(now.minus(LONGEST_RENEWAL)));
  }

  /** Takes away what earlier tests have left behind, whoever holds it. */
  static void clear(KubernetesApi api) {
    List<Selection> all =
        List.of(
            User.EXECUTIONS.all().inNamespace("default"),
            Engine.JOB.children().all().inNamespace(Cluster.EXECUTION_NAMESPACE),
            Engine.TEKTON.children().all().inNamespace(Cluster.EXECUTION_NAMESPACE),
            ResourceType.PODS.all().inNamespace(Cluster.EXECUTION_NAMESPACE),
            ResourceType.LEASES.all().inNamespace(Cluster.EXECUTION_NAMESPACE),
            ResourceType.LEASES.all().inNamespace("kubernaut-system"));
    User.await(
        "nothing being left of earlier tests",
        () -> all.stream().flatMap(s -> present(api, s)).peek(o -> remove(api, o)).count() == 0);
  }

  private static Stream<Found> present(KubernetesApi api, Selection selection) {
    return api.list(selection).toOptional().stream()
        .flatMap(page -> page.items().stream())
        .map(object -> new Found(selection.type(), object));
  }

  private record Found(ResourceType type, JsonObject object) {

    ResourceRef ref() {
      return type.named(text("namespace"), text("name"));
    }

    String text(String field) {
      return Json.string(object, "metadata", field).orElseThrow();
    }
  }

  private static void remove(KubernetesApi api, Found found) {
    Optional<JsonObject> free =
        api.mergePatch(
                found.ref(), Json.parse("{\"metadata\":{\"finalizers\":null}}").orElseThrow())
            .toOptional();
    Optional<JsonObject> unused =
        free.flatMap(
            any -> api.delete(found.ref(), Deletion.background(found.text("uid"))).toOptional());
  }

  private static void create(KubernetesApi api, ResourceType type, JsonElement object) {
    api.create(type, "", object.getAsJsonObject())
        .failure()
        .filter(error -> !error.is(ApiError.Kind.ALREADY_EXISTS))
        .ifPresent(
            error -> {
              throw new IllegalStateException(error.summary());
            });
  }

  private static boolean isEstablished(KubernetesApi api, ResourceRef definition) {
    return api.get(definition).toOptional().stream()
        .flatMap(found -> Json.objects(found, "status", "conditions").stream())
        .anyMatch(
            condition ->
                Json.string(condition, "type").orElse("").equals("Established")
                    && Json.string(condition, "status").orElse("").equals("True"));
  }
}
