package ai.kubernaut.we.testkit.junit;

import ai.kubernaut.we.testkit.embedded.Controllers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts an embedded Kubernetes API for a test class and stops it afterwards. Constructors and
 * methods may have parameters of these types: {@code io.kubernetes.client.openapi.ApiClient}, a
 * client of this API; {@code java.nio.file.Path}, a kubeconfig for it; {@code
 * ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes}, the API itself. Classes have APIs of their
 * own and may run in parallel.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(EmbeddedKubernetesExtension.class)
public @interface EmbeddedKubernetes {
  /**
   * Custom resource definitions to start with: resources on the class path of the test class, in
   * YAML or JSON.
   */
  String[] crds() default {};

  /** Namespaces to start with, besides those that every cluster has. */
  String[] namespaces() default {};

  /** The simulated controllers to run. */
  Controllers[] controllers() default {Controllers.GC, Controllers.NAMESPACE};
}
