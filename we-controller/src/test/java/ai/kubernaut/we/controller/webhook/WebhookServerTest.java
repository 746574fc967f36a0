package ai.kubernaut.we.controller.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kubernaut.we.controller.OlderKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookServerTest {

  private static final String REVIEW =
      """
      {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u",
       "kind":{"kind":"WorkflowExecution"},"operation":"CREATE","object":{}}}
      """;

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  @TempDir private Path directory;
  private Path certificateFile;
  private Path keyFile;
  private WebhookServer server;

  @BeforeEach
  void start() throws IOException {
    certificateFile = directory.resolve("tls.crt");
    keyFile = directory.resolve("tls.key");
    install(certificate("first"));
    server = listen();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private WebhookServer listen() throws IOException {
    return WebhookServer.listen(
        "127.0.0.1:0", certificateFile, keyFile, InstantSource.fixed(Instant.EPOCH));
  }

  private HeldCertificate certificate(String name) {
    return new HeldCertificate.Builder()
        .commonName(name)
        .addSubjectAlternativeName("localhost")
        .signedBy(authority)
        .build();
  }

  private void install(HeldCertificate held) throws IOException {
    Files.writeString(certificateFile, held.certificatePem());
    Files.writeString(keyFile, held.privateKeyPkcs8Pem());
  }

  /** A connection of its own, so that every exchange begins with a handshake. */
  private Response exchange(Request.Builder request, String path) throws IOException {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder().addTrustedCertificate(authority.certificate()).build();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
            .callTimeout(Duration.ofSeconds(60))
            .build();
    return client
        .newCall(request.url("https://localhost:" + server.port() + path).build())
        .execute();
  }

  private Response post(String body) throws IOException {
    return exchange(
        new Request.Builder().post(RequestBody.create(body, MediaType.get("application/json"))),
        WebhookServer.PATH);
  }

  private String servedName() throws IOException {
    try (Response response = exchange(new Request.Builder().get(), "/healthz")) {
      List<?> chain = response.handshake().peerCertificates();
      return ((X509Certificate) chain.get(0)).getSubjectX500Principal().getName();
    }
  }

  @Test
  void answersReviews() throws IOException {
    try (Response response = post(REVIEW)) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.header("Content-Type")).isEqualTo("application/json");
      assertThat(response.body().string()).contains("\"allowed\":true").contains("\"uid\":\"u\"");
    }
  }

  @Test
  void isHealthy() throws IOException {
    try (Response response = exchange(new Request.Builder().get(), "/healthz")) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  @Test
  void refusesWhatIsNoReview() throws IOException {
    try (Response response = post("{}")) {
      assertThat(response.code()).isEqualTo(400);
    }
    try (Response response = exchange(new Request.Builder().get(), WebhookServer.PATH)) {
      assertThat(response.code()).isEqualTo(405);
    }
    try (Response response = post("x".repeat((8 << 20) + 1))) {
      assertThat(response.code()).isEqualTo(413);
    }
  }

  @Test
  void servesACertificateThatWasReplaced() throws IOException {
    assertThat(servedName()).contains("first");
    install(certificate("the-second-one"));
    assertThat(servedName()).contains("the-second-one");
  }

  @Test
  void servesTheOldCertificateWhileTheNewOneCannotBeUsed() throws IOException {
    Files.writeString(keyFile, "half a key");
    assertThat(servedName()).contains("first");
    Files.delete(certificateFile);
    assertThat(servedName()).contains("first");
    install(certificate("the-second-one"));
    assertThat(servedName()).contains("the-second-one");
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({"RSA, RSA PRIVATE KEY", "EC, EC PRIVATE KEY"})
  void takesKeysInTheirOlderForm(String algorithm, String form) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
    KeyPair pair = generator.generateKeyPair();
    HeldCertificate held =
        new HeldCertificate.Builder()
            .keyPair(pair)
            .commonName("older")
            .addSubjectAlternativeName("localhost")
            .signedBy(authority)
            .build();
    Files.writeString(certificateFile, held.certificatePem());
    Files.writeString(keyFile, OlderKeys.pem(pair));

    assertThat(Files.readString(keyFile)).startsWith("-----BEGIN " + form);
    assertThat(servedName()).contains("older");
  }

  @Test
  void doesNotStartWithoutAUsableKey() throws IOException {
    Files.writeString(keyFile, "no key");
    assertThatThrownBy(this::listen)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(keyFile.toString());
    Files.delete(keyFile);
    assertThatThrownBy(this::listen).isInstanceOf(IOException.class);
  }

  @Test
  void namesAnAddressThatIsTaken() {
    assertThatThrownBy(
            () ->
                WebhookServer.listen(
                    "127.0.0.1:" + server.port(), certificateFile, keyFile, InstantSource.system()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
  }
}
