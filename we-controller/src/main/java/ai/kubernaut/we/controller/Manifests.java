package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.CustomResourceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a cluster needs before the controller can run, as YAML. */
public final class Manifests {

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
    return resource("rbac.yaml")
        .replace("${namespace}", namespace)
        .replace("${executionNamespace}", executionNamespace);
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
