package ai.kubernaut.we.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

  @TempDir Path directory;

  @Test
  void readsTheKubeconfigAndTheTokenFileBesideIt() throws IOException {
    Files.writeString(directory.resolve("token"), "from-file\n");
    try (FaultyServer server = new FaultyServer()) {
      server.then(200, "{}");
      Path file = kubeconfig(server.url());

      Connection connection = Connection.fromKubeconfig(file, Optional.empty());
      KubernetesApi.builder(connection.client()).build().get(ResourceType.PODS.named("flows", "p"));

      assertThat(connection.namespace()).isEqualTo("flows");
      assertThat(server.last().authorization()).isEqualTo("Bearer from-file");
    }
  }

  @Test
  void usesTheContextThatIsAskedFor() throws IOException {
    Path file = kubeconfig("http://127.0.0.1:1");

    assertThat(Connection.fromKubeconfig(file, Optional.of("other")).namespace())
        .isEqualTo("default");
    assertThatThrownBy(() -> Connection.fromKubeconfig(file, Optional.of("missing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void whatIsNoKubeconfigIsAnIoError() throws IOException {
    Path file = Files.writeString(directory.resolve("config"), "[1, 2");

    assertThatThrownBy(() -> Connection.fromKubeconfig(file, Optional.empty()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> Connection.fromKubeconfig(directory.resolve("absent"), Optional.empty()))
        .isInstanceOf(IOException.class);
  }

  private Path kubeconfig(String url) throws IOException {
    return Files.writeString(
        directory.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: one
        clusters: [{name: c, cluster: {server: "%s"}}]
        contexts:
        - {name: one, context: {cluster: c, user: u, namespace: flows}}
        - {name: other, context: {cluster: c, user: u}}
        users: [{name: u, user: {tokenFile: "%s"}}]
        """
            .formatted(url, directory.resolve("token")));
  }
}
