package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kubeconfig that says who we are by a certificate, with a key as kubeadm or k3s writes it. */
class ClientCertificateTest {

  @TempDir Path directory;

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private volatile String shown = "nothing";

  @ParameterizedTest(name = "{0}")
  @CsvSource({"RSA, 2048", "EC, 256"})
  void isShownToTheServer(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    KeyPair pair = generator.generateKeyPair();
    HttpsServer server = start();
    try {
      Path kubeconfig = kubeconfig(server, pair);
      Connection connection = Connection.fromKubeconfig(kubeconfig, Optional.empty());
      KubernetesApi api = KubernetesApi.builder(connection.client()).build();

      assertThat(api.get(ResourceType.PODS.named("flows", "p")).failure()).isEmpty();
      assertThat(shown).isEqualTo("CN=we-controller");
    } finally {
      server.stop(0);
    }
  }

  private HttpsServer start() throws IOException {
    HeldCertificate own =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(authority)
            .build();
    SSLContext context =
        new HandshakeCertificates.Builder()
            .heldCertificate(own)
            .addTrustedCertificate(authority.certificate())
            .build()
            .sslContext();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters strict = context.getDefaultSSLParameters();
            strict.setNeedClientAuth(true);
            parameters.setSSLParameters(strict);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          shown = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }

  private Path kubeconfig(HttpsServer server, KeyPair pair) throws IOException {
    HeldCertificate held =
        new HeldCertificate.Builder()
            .keyPair(pair)
            .commonName("we-controller")
            .signedBy(authority)
            .build();
    return Files.writeString(
        directory.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: one
        clusters:
        - {name: c, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}
        contexts: [{name: one, context: {cluster: c, user: u}}]
        users: [{name: u, user: {client-certificate-data: %s, client-key-data: %s}}]
        """
            .formatted(
                server.getAddress().getPort(),
                base64(authority.certificatePem()),
                base64(held.certificatePem()),
                base64(OlderKeys.pem(pair))));
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
