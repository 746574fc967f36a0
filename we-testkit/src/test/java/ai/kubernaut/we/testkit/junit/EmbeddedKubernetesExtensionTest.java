package ai.kubernaut.we.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.Config;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@EmbeddedKubernetes(crds = "/contract/crd.yaml", namespaces = "mine")
class EmbeddedKubernetesExtensionTest {
  @Test
  void clientAndKubeconfigReachTheSameApi(ApiClient client, Path kubeconfig)
      throws ApiException, IOException {
    V1ConfigMap map = new V1ConfigMap().metadata(new V1ObjectMeta().name("m"));
    new CoreV1Api(client).createNamespacedConfigMap("mine", map).execute();
    CoreV1Api other = new CoreV1Api(Config.fromConfig(kubeconfig.toString()));
    assertThat(other.readNamespacedConfigMap("m", "mine").execute().getMetadata().getUid())
        .isNotEmpty();
  }

  @Test
  void requestsAreRecorded(
      ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes api, ApiClient client)
      throws ApiException {
    api.forgetRequests();
    new CoreV1Api(client).listNamespacedPod("mine").execute();
    assertThat(api.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.verb()).isEqualTo("list");
              assertThat(request.resource()).isEqualTo("pods");
              assertThat(request.namespace()).isEqualTo("mine");
              assertThat(request.code()).isEqualTo(200);
              assertThat(request.isWrite()).isFalse();
            });
  }
}
