package ai.kubernaut.we.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.RbacAuthorizationV1Api;
import io.kubernetes.client.openapi.models.RbacV1Subject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PolicyRule;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1RoleRef;
import io.kubernetes.client.util.Config;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static ApiClient client(String kubeconfig) throws IOException {
    return Config.fromConfig(new StringReader(kubeconfig));
  }

  @Test
  void theKubeconfigTrustsTheCertificate() throws Exception {
    try (EmbeddedKubernetes api = EmbeddedKubernetes.builder().tls().start()) {
      assertThat(api.url()).startsWith("https://");
      CoreV1Api core = new CoreV1Api(client(api.kubeconfig()));
      assertThat(core.readNamespace("default").execute().getMetadata().getName())
          .isEqualTo("default");
    }
  }

  @Test
  void withoutAValidTokenTheAnswerIs401() throws Exception {
    try (EmbeddedKubernetes api = EmbeddedKubernetes.builder().tokens().start()) {
      assertThat(new Caller(api).get("/api").code()).isEqualTo(401);
      assertThat(new Caller(api.url(), "made-up").get("/api").at("reason"))
          .isEqualTo("Unauthorized");
      assertThat(client(api.kubeconfig()).getBasePath()).isEqualTo(api.url());
      assertThat(new CoreV1Api(client(api.kubeconfig())).listNamespace().execute().getItems())
          .isNotEmpty();
    }
  }

  @Test
  void aRevokedTokenIsRefused() throws Exception {
    try (EmbeddedKubernetes api = EmbeddedKubernetes.builder().tokens().start()) {
      String token =
          api.token(
              ai.kubernaut.we.testkit.embedded.access.User.serviceAccount("default", "runner"));
      Caller caller = new Caller(api.url(), token);
      assertThat(caller.get("/api").code()).isEqualTo(200);

      api.revoke(token);

      assertThat(caller.get("/api").code()).isEqualTo(401);
    }
  }

  @Test
  void aServiceAccountMayDoWhatItsRolesSay() throws Exception {
    try (EmbeddedKubernetes api = EmbeddedKubernetes.builder().rbac().start()) {
      CoreV1Api core = new CoreV1Api(client(api.kubeconfig("default", "runner")));
      assertThatThrownBy(() -> core.listNamespacedConfigMap("default").execute())
          .isInstanceOfSatisfying(
              ApiException.class,
              refused -> {
                assertThat(refused.getCode()).isEqualTo(403);
                assertThat(refused.getResponseBody())
                    .contains(
                        "configmaps is forbidden: User"
                            + " \\\"system:serviceaccount:default:runner\\\" cannot list resource"
                            + " \\\"configmaps\\\" in API group \\\"\\\" in the namespace"
                            + " \\\"default\\\"");
              });

      grant(new RbacAuthorizationV1Api(client(api.kubeconfig())));

      assertThat(core.listNamespacedConfigMap("default").execute().getItems()).isEmpty();
      assertThatThrownBy(() -> core.createNamespacedConfigMap("default", configMap()).execute())
          .isInstanceOf(ApiException.class);
      assertThatThrownBy(() -> core.listNamespacedConfigMap("kube-system").execute())
          .isInstanceOf(ApiException.class);
    }
  }

  private static V1ConfigMap configMap() {
    return new V1ConfigMap().metadata(new V1ObjectMeta().name("c"));
  }

  private static void grant(RbacAuthorizationV1Api rbac) throws ApiException {
    V1PolicyRule rule =
        new V1PolicyRule().addApiGroupsItem("").addResourcesItem("configmaps").addVerbsItem("list");
    rbac.createNamespacedRole(
            "default", new V1Role().metadata(new V1ObjectMeta().name("reader")).addRulesItem(rule))
        .execute();
    V1RoleRef role =
        new V1RoleRef().apiGroup("rbac.authorization.k8s.io").kind("Role").name("reader");
    RbacV1Subject runner =
        new RbacV1Subject().kind("ServiceAccount").name("runner").namespace("default");
    rbac.createNamespacedRoleBinding(
            "default",
            new V1RoleBinding()
                .metadata(new V1ObjectMeta().name("reader"))
                .roleRef(role)
                .addSubjectsItem(runner))
        .execute();
  }
}
