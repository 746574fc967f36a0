package ai.kubernaut.we.bundle;

import static ai.kubernaut.we.bundle.Manifests.object;
import static ai.kubernaut.we.bundle.Manifests.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "registryIsThere", disabledReason = "no docker-registry on the PATH")
class RegistryIT {

  private static final Credentials ALICE = new Credentials("alice", "secret");

  /** The password above, as htpasswd encrypts it. */
  private static final String ENCRYPTED =
      "alice:$2y$05$7irJk2o0qA9W7aVCqVVDEOSOrOa9Q69LnqE2StuZZNeCvgmaiUHoS";

  private final Bundle bundle = Bundle.of(List.of(pipeline("workflow"), object("Task", "restart")));

  @TempDir private Path directory;

  static boolean registryIsThere() {
    return DockerRegistry.isThere();
  }

  private static ImageName name(DockerRegistry registry) {
    return ImageName.parse("oci://" + registry.host() + "/team/restart:1");
  }

  private static Publication plain(Optional<Credentials> who) {
    return new Publication(new RegistryAccess(who, Optional.empty(), Optional.empty(), true));
  }

  private void isThere(OkHttpClient client, String scheme, DockerRegistry registry, String digest)
      throws IOException, InterruptedException {
    BundleReader reader =
        new BundleReader(client, scheme + registry.host() + "/v2/team/restart", directory);
    assertThat(reader.find(digest, "pipeline", "workflow")).isEqualTo(pipeline("workflow"));
    assertThat(reader.find("1", "task", "restart")).isEqualTo(object("Task", "restart"));
  }

  @Test
  void keepsABundleThatTheResolverCanRead() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, "")) {
      Published published = plain(Optional.empty()).push(bundle, name(registry));

      assertThat(published.digest()).isEqualTo(bundle.digest());
      isThere(new OkHttpClient(), "http://", registry, published.digest());
    }
  }

  @Test
  void isAskedFirstAndSentOnlyWhatItLacks() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory, "")) {
      Publication publication = plain(Optional.empty());

      assertThat(publication.ensure(Bundle.of(List.of(pipeline("workflow"))), name(registry)))
          .extracting(Published::uploaded, Published::written)
          .containsExactly(2, true);
      assertThat(publication.ensure(bundle, name(registry)))
          .isEqualTo(new Published(bundle.digest(), 2, true));
      assertThat(publication.ensure(bundle, name(registry)))
          .isEqualTo(new Published(bundle.digest(), 0, false));
    }
  }

  @Test
  void letsInByPassword() throws Exception {
    Path users = Files.writeString(directory.resolve("htpasswd"), ENCRYPTED + "\n");
    try (DockerRegistry registry =
        DockerRegistry.start(
            directory, "auth: {htpasswd: {realm: r, path: \"%s\"}}".formatted(users))) {
      assertThat(plain(Optional.of(ALICE)).push(bundle, name(registry)).uploaded()).isEqualTo(3);
      assertThatExceptionOfType(RegistryRefusal.class)
          .isThrownBy(
              () ->
                  plain(Optional.of(new Credentials("alice", "wrong")))
                      .push(bundle, name(registry)))
          .withMessageContaining("401")
          .withMessageContaining("check the password of alice");
      assertThatExceptionOfType(RegistryRefusal.class)
          .isThrownBy(() -> plain(Optional.empty()).push(bundle, name(registry)))
          .withMessageContaining("log in, or name --username");
    }
  }

  @Test
  void letsInByToken() throws Exception {
    HeldCertificate signer = new HeldCertificate.Builder().rsa2048().build();
    Path trusted = Files.writeString(directory.resolve("tokens.pem"), signer.certificatePem());
    try (TokenService tokens = new TokenService(signer, ALICE);
        DockerRegistry registry =
            DockerRegistry.start(
                directory,
                "auth: {token: {realm: \"%s\", service: bundles, issuer: tokens, rootcertbundle: \"%s\"}}"
                    .formatted(tokens.realm(), trusted))) {
      assertThat(plain(Optional.of(ALICE)).push(bundle, name(registry)).uploaded()).isEqualTo(3);
      assertThatExceptionOfType(RegistryRefusal.class)
          .isThrownBy(
              () ->
                  plain(Optional.of(new Credentials("alice", "wrong")))
                      .push(bundle, name(registry)))
          .withMessageContaining("token service");
    }
  }

  @Test
  void isTrustedByItsCertificateOnly() throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    Path pem = Files.writeString(directory.resolve("ca.pem"), certificate.certificatePem());
    Path key = Files.writeString(directory.resolve("key.pem"), certificate.privateKeyPkcs8Pem());
    try (DockerRegistry registry =
        DockerRegistry.start(
            directory, "  tls: {certificate: \"%s\", key: \"%s\"}".formatted(pem, key))) {
      Published published = secure(Optional.of(pem)).push(bundle, name(registry));

      isThere(trusting(certificate), "https://", registry, published.digest());
      assertThatExceptionOfType(RegistryRefusal.class)
          .isThrownBy(() -> secure(Optional.empty()).push(bundle, name(registry)))
          .withMessageContaining("cannot be reached")
          .withMessageContaining("--ca-file");
    }
  }

  private static Publication secure(Optional<Path> authorities) {
    return new Publication(
        new RegistryAccess(Optional.empty(), Optional.empty(), authorities, false));
  }

  private static OkHttpClient trusting(HeldCertificate certificate) {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
        .build();
  }
}
