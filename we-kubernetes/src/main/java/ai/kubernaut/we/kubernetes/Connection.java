package ai.kubernaut.we.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.credentials.KubeconfigAuthentication;
import io.kubernetes.client.util.credentials.RefreshAuthentication;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the API is and who we are there.
 *
 * @param client address, TLS and credentials; tokens from files and plugins are read again
 * @param namespace the namespace we belong to
 */
public record Connection(ApiClient client, String namespace) {

  private static final Duration TOKEN_REFRESH = Duration.ofMinutes(5);
  private static final Path OWN_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

  /**
   * Reads a kubeconfig.
   *
   * @param context the context to use instead of the current one
   * @throws IOException if the file cannot be read or used
   */
  public static Connection fromKubeconfig(Path file, Optional<String> context) throws IOException {
    KubeConfig config;
    try (Reader reader = Files.newBufferedReader(file)) {
      config = KubeConfig.loadKubeConfig(reader);
    } catch (RuntimeException malformed) {
      throw unusable("not a kubeconfig: ", file, malformed);
    }
    config.setFile(file.toAbsolutePath().toFile());
    if (context.isPresent() && !config.setContext(context.get())) {
      throw new IOException("no context " + context.get() + " in " + file);
    }
    String namespace = config.getNamespace();
    return new Connection(client(config, file), namespace == null ? "default" : namespace);
  }

  /**
   * Uses the service account of the pod that this runs in.
   *
   * @throws IOException if this is no pod or has no service account
   */
  public static Connection inCluster() throws IOException {
    return new Connection(ClientBuilder.cluster().build(), Files.readString(OWN_NAMESPACE).strip());
  }

  private static ApiClient client(KubeConfig config, Path file) throws IOException {
    try {
      ClientBuilder builder = ClientBuilder.kubeconfig(config, TOKEN_REFRESH);
      if (builder.getAuthentication() instanceof KubeconfigAuthentication chosen
          && chosen.getDelegateAuthentication() instanceof RefreshAuthentication) {
        builder.setAuthentication(new RefreshAuthentication(() -> token(config), TOKEN_REFRESH));
      }
      return builder.build();
    } catch (RuntimeException broken) {
      throw unusable("kubeconfig cannot be used: ", file, broken);
    }
  }

  /** Without the cause, whose message might quote the file and with it a secret. */
  private static IOException unusable(String what, Path file, RuntimeException cause) {
    return new IOException(what + file + " (" + cause.getClass().getSimpleName() + ")");
  }

  /** A token file commonly ends with a line break, which no header can carry. */
  private static String token(KubeConfig config) {
    String token = config.getCredentials().get(KubeConfig.CRED_TOKEN_KEY);
    if (token == null) {
      throw new IllegalStateException("the kubeconfig gives no token any more");
    }
    return token.strip();
  }
}
