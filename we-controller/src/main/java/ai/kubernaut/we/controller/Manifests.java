package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.CustomResourceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a cluster needs before the controller can run, as YAML: the files of deploy/kustomize. */
public final class Manifests {

  private static final String SYSTEM = "kubernaut-system";
  private static final Pattern NAMESPACE = Pattern.compile(SYSTEM + "|kubernaut-workflows");

  private static final Pattern INJECTION =
      Pattern.compile("  annotations:\\n    cert-manager.io/inject-ca-from: .*\\n");

  private Manifests() {}

  /**
   * The CRD, the two namespaces, the service account and its rights, and no more rights than the
   * controller uses.
   */
  public static String all(String namespace, String executionNamespace) {
    return CustomResourceDefinition.yaml() + rbac(namespace, executionNamespace);
  }

  /** All but the CRD. */
  public static String rbac(String namespace, String executionNamespace) {
    return NAMESPACE
        .matcher(resource("namespaces.yaml") + resource("rbac.yaml"))
        .replaceAll(found -> found.group().equals(SYSTEM) ? namespace : executionNamespace);
  }

  /**
   * The admission webhook's Service and registration.
   *
   * @param authority in PEM, what the webhook's certificate is signed with; without it cert-manager
   *     fills it in from a Certificate {@code we-webhook}
   */
  public static String webhook(String namespace, Optional<String> authority) {
    String manifests = resource("webhook.yaml").replace(SYSTEM, namespace);
    return authority
        .map(pem -> Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)))
        .map(
            bundle ->
                INJECTION
                    .matcher(manifests)
                    .replaceFirst("")
                    .replace("clientConfig:\n", "clientConfig:\n      caBundle: " + bundle + "\n"))
        .orElse(manifests);
  }

  private static String resource(String name) {
    try (InputStream in = Manifests.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
