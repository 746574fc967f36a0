package ai.kubernaut.we.testkit.envtest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Waits until a server says that it is ready. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Readiness() {}

  /**
   * Returns once the server is ready.
   *
   * @param certificates PEM file that appears when the server starts
   * @param processes what the server is made of, itself first; all must live
   */
  static void await(URI ready, String token, Path certificates, Collection<ServerProcess> processes)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Optional<HttpClient> client = Optional.empty();
    while (Instant.now().isBefore(end)) {
      processes.forEach(ServerProcess::requireAlive);
      if (client.isEmpty()) {
        client = trusting(certificates);
      }
      if (client.isPresent() && isReady(client.get(), ready, token)) {
        return;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    String said = processes.iterator().next().outputTail();
    throw new IllegalStateException("not ready in time:\n" + said);
  }

  private static boolean isReady(HttpClient client, URI ready, String token)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(ready)
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<HttpClient> trusting(Path certificates) {
    if (!Files.exists(certificates)) {
      return Optional.empty();
    }
    try (InputStream pem = Files.newInputStream(certificates)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate found : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("server-" + count++, found);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return count == 0
          ? Optional.empty()
          : Optional.of(HttpClient.newBuilder().sslContext(context).build());
    } catch (IOException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
