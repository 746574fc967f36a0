package ai.kubernaut.we.testkit.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A certificate authority of its own, and the certificate of a server on the loopback address that
 * it has signed.
 */
final class Authority {
  private final HeldCertificate root;
  private final HeldCertificate server;

  private Authority(HeldCertificate root, HeldCertificate server) {
    this.root = root;
    this.server = server;
  }

  static Authority create() {
    HeldCertificate root =
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("embedded-kubernetes")
            .build();
    HeldCertificate server =
        new HeldCertificate.Builder()
            .commonName("kube-apiserver")
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName("localhost")
            .signedBy(root)
            .build();
    return new Authority(root, server);
  }

  SSLContext serverContext() {
    return new HandshakeCertificates.Builder().heldCertificate(server).build().sslContext();
  }

  /** The authority's certificate as a kubeconfig holds it. */
  String encodedCertificate() {
    byte[] pem = root.certificatePem().getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(pem);
  }
}
