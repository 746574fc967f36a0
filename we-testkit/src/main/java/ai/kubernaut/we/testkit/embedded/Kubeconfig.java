package ai.kubernaut.we.testkit.embedded;

import java.util.Optional;

/** Writes kubeconfigs. */
final class Kubeconfig {
  private Kubeconfig() {}

  static String text(String url, Optional<Authority> authority, Optional<String> token) {
    String trust =
        authority
            .map(a -> "\n    certificate-authority-data: " + a.encodedCertificate())
            .orElse("");
    String user = token.map(t -> "\n    token: " + t).orElse(" {}");
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: embedded
      cluster:
        server: %s%s
    users:
    - name: embedded
      user:%s
    contexts:
    - name: embedded
      context:
        cluster: embedded
        user: embedded
        namespace: default
    current-context: embedded
    """
        .formatted(url, trust, user);
  }
}
