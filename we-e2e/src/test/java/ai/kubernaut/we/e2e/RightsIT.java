package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import ai.kubernaut.we.testkit.envtest.RealApiServer;
import ai.kubernaut.we.testkit.tekton.BundleScript;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The controller needs every right that it is given, and no other; {@link Cluster} checks the
 * latter in every other class too. The requests are recorded at the embedded API, and a real API
 * server, where there is one, says of each whether it is allowed.
 */
@SuppressWarnings("try") // A controller works while it is open.
class RightsIT {

  @TempDir static Path directory;

  private static List<RecordedRequest> requests;

  /** A life with everything that can happen to an execution and needs a right of its own. */
  @BeforeAll
  static void live() throws Exception {
    BundleScript bundles = Bundles.of(Bundles.APPROVAL, "approval");
    try (Cluster cluster = Cluster.start(directory).addTekton(bundles)) {
      User user = new User(cluster);
      try (ControllerProcess controller =
          ControllerProcess.start(cluster, Settings.ELECTED.resting("3s"))) {
        user.runs("succeeds", "succeed");
        user.awaitPhase("succeeds", "Completed");
        user.runs(Engine.TEKTON, "succeeds-too", "succeeds-too", "succeed", "");
        user.awaitPhase("succeeds-too", "Completed");
        user.runs("waits", "succeeds", "succeed", "");
        saysTwiceThatItWaits(user);
        user.runs(Engine.TEKTON, "refused", "refused", "approval", "");
        user.refuses("refused");
        user.awaitFailure("refused");
        user.runs("gone-early", "succeed");
        user.awaitPhase("gone-early", "Completed");
        user.deletes("gone-early");
        user.runs("unseen", "exit=1 after=2s");
        user.awaitPod(child(user.awaitPhase("unseen", "Running")));
        user.runs("orphaned", "run");
        user.awaitPod(child(user.awaitPhase("orphaned", "Running")));
        user.runs(Engine.TEKTON, "orphaned-too", "orphaned-too", "run", "");
        user.awaitPod(child(user.awaitPhase("orphaned-too", "Running")));
      }
      user.deletes(
          Engine.TEKTON
              .children()
              .named(
                  Cluster.EXECUTION_NAMESPACE, child(user.awaitPhase("orphaned-too", "Running"))),
          Deletion.Propagation.ORPHAN);
      user.deletes(
          ResourceType.JOBS.named(
              Cluster.EXECUTION_NAMESPACE, child(user.awaitPhase("orphaned", "Running"))),
          Deletion.Propagation.ORPHAN);
      User.await(
          () ->
              user.pods().stream()
                  .anyMatch(pod -> Json.objects(pod, "metadata", "ownerReferences").isEmpty()));
      user.awaitFailedJob(child(user.awaitPhase("unseen", "Running")));
      user.deletesPodOf(child(user.awaitPhase("unseen", "Running")));
      try (ControllerProcess controller =
          ControllerProcess.start(cluster, Settings.ELECTED.resting("3s"))) {
        user.awaitFailure("orphaned");
        user.awaitFailure("orphaned-too");
        user.awaitFailure("unseen");
        user.awaitNothingLeft();
        assertThat(controller.metric("workflowexecution_queue_depth")).isZero();
      }
      User.await(() -> watched(cluster.allControllerRequests()).size() >= 6);
      requests = cluster.allControllerRequests();
    }
  }

  /** An Event that is repeated is not written anew, but counted. */
  private static void saysTwiceThatItWaits(User user) {
    user.awaitBlocked("waits", Blockage.COOLING_DOWN);
    user.forgets("waits");
    user.awaitBlocked("waits", Blockage.COOLING_DOWN);
  }

  private static String child(WorkflowExecution execution) {
    return execution.status().executionRef().orElseThrow().name();
  }

  /** A watch is recorded when it has ended. */
  private static Set<String> watched(List<RecordedRequest> requests) {
    return requests.stream()
        .filter(request -> request.verb().equals("watch"))
        .map(RecordedRequest::resource)
        .collect(Collectors.toSet());
  }

  @Test
  void asksForNothingThatItHasNoRightTo() {
    assertThat(requests).isNotEmpty();
    assertThat(Rights.shipped().exceededBy(requests)).isEmpty();
  }

  @Test
  void usesEveryRightThatItHas() {
    assertThat(Rights.shipped().unusedBy(requests)).isEmpty();
  }

  private static RealApiServer real;
  private static KubernetesApi asAdministrator;

  @BeforeAll
  static void install() throws Exception {
    Optional<Path> assets = RealApiServer.assetsFromEnvironment();
    if (assets.isPresent()) {
      real = RealApiServer.start(assets.get(), List.of(Shipped.SERVICE_ACCOUNT), List.of());
      asAdministrator = api(real.kubeconfig());
      Shipped.applyTo(asAdministrator);
    }
  }

  @AfterAll
  static void stop() {
    if (real != null) {
      real.close();
    }
  }

  private static KubernetesApi api(String kubeconfig) throws Exception {
    Path file = Files.writeString(directory.resolve("real.kubeconfig"), kubeconfig);
    return KubernetesApi.builder(Connection.fromKubeconfig(file, Optional.empty()).client())
        .build();
  }

  @Test
  void aRealServerAllowsWhatItAsksFor() {
    Assumptions.assumeTrue(real != null, "there is no real API server");
    assertThat(requests.stream().filter(request -> !request.resource().startsWith("/")).distinct())
        .allSatisfy(
            request ->
                assertThat(
                        allowed(
                            request.verb(),
                            request.group(),
                            request.resource(),
                            request.subresource(),
                            request.namespace(),
                            request.name()))
                    .isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "get, '', secrets, '', kubernaut-workflows",
    "list, '', secrets, '', ''",
    "get, '', secrets, '', kubernaut-system",
    "get, '', configmaps, '', kubernaut-workflows",
    "create, '', serviceaccounts, token, kubernaut-workflows",
    "create, '', serviceaccounts, token, kubernaut-system",
    "create, batch, jobs, '', default",
    "create, batch, jobs, '', kubernaut-system",
    "list, batch, jobs, '', ''",
    "create, tekton.dev, pipelineruns, '', default",
    "create, tekton.dev, taskruns, '', kubernaut-workflows",
    "create, '', pods, '', kubernaut-workflows",
    "create, '', pods, exec, kubernaut-workflows",
    "delete, '', pods, '', default",
    "update, coordination.k8s.io, leases, '', kubernaut-system",
    "delete, coordination.k8s.io, leases, '', kubernaut-system",
    "create, rbac.authorization.k8s.io, rolebindings, '', kubernaut-workflows",
    "bind, rbac.authorization.k8s.io, clusterroles, '', ''",
    "impersonate, '', serviceaccounts, '', kubernaut-workflows",
    "create, kubernaut.ai, workflowexecutions, '', default",
    "delete, kubernaut.ai, workflowexecutions, '', default",
    "update, kubernaut.ai, workflowexecutions, '', default",
    "delete, '', events, '', default",
    "get, '', nodes, '', ''",
    "patch, '', namespaces, '', ''",
  })
  void aRealServerRefusesWhatWouldBeAWayToMore(
      String verb, String group, String resource, String subresource, String namespace) {
    Assumptions.assumeTrue(real != null, "there is no real API server");
    assertThat(allowed(verb, group, resource, subresource, namespace, "any")).isFalse();
  }

  private static boolean allowed(
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    JsonObject review =
        YamlJson.documents(
                """
                apiVersion: authorization.k8s.io/v1
                kind: SubjectAccessReview
                spec:
                  user: system:serviceaccount:%s
                  groups: [system:serviceaccounts, system:authenticated]
                """
                    .formatted(Shipped.SERVICE_ACCOUNT))
            .get(0)
            .getAsJsonObject();
    JsonObject attributes = new JsonObject();
    attributes.addProperty("verb", verb);
    attributes.addProperty("group", group);
    attributes.addProperty("resource", resource);
    attributes.addProperty("subresource", subresource);
    attributes.addProperty("namespace", namespace);
    attributes.addProperty("name", name);
    review.getAsJsonObject("spec").add("resourceAttributes", attributes);
    ResourceType reviews =
        new ResourceType(
            "authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false);
    ApiAnswer<JsonObject> answer = asAdministrator.create(reviews, "", review);
    return Json.bool(answer.toOptional().orElseThrow(), "status", "allowed").orElse(false);
  }
}
