package ai.kubernaut.we.bench.api;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;
import java.util.List;

/** An API server in memory, started with the custom resource definition of the executions. */
interface Contender extends AutoCloseable {

  int port();

  @Override
  void close();

  /** Which one is measured. */
  enum Kind {
    EMBEDDED("we-testkit"),
    MOCK("fabric8 mock");

    final String title;

    Kind(String title) {
      this.title = title;
    }

    Contender start() {
      return this == EMBEDDED ? embedded() : mock();
    }
  }

  private static Contender embedded() {
    EmbeddedKubernetes kubernetes =
        EmbeddedKubernetes.builder().crd(CustomResourceDefinition.yaml()).start();
    return new Contender() {
      @Override
      public int port() {
        return kubernetes.port();
      }

      @Override
      public void close() {
        kubernetes.close();
      }
    };
  }

  private static Contender mock() {
    CustomResourceDefinitionContext executions =
        new CustomResourceDefinitionContext.Builder()
            .withGroup(Executions.GROUP)
            .withVersion(Executions.VERSION)
            .withPlural(Executions.PLURAL)
            .withKind(Executions.KIND)
            .withScope("Namespaced")
            .withStatusSubresource(true)
            .build();
    KubernetesMockServer server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            new HashMap<>(),
            new KubernetesCrudDispatcher(List.of(executions)),
            false);
    server.init();
    return new Contender() {
      @Override
      public int port() {
        return server.getPort();
      }

      @Override
      public void close() {
        server.destroy();
      }
    };
  }
}
