package ai.kubernaut.we.testkit.junit;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Does what {@link EmbeddedKubernetes} promises. */
final class EmbeddedKubernetesExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(EmbeddedKubernetesExtension.class);
  private static final Set<Class<?>> TYPES =
      Set.of(
          ApiClient.class, Path.class, ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes.class);

  /** What lives as long as the test class. */
  private record Running(ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes api, Path kubeconfig)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      api.close();
      Files.delete(kubeconfig);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    Running running =
        classContext(context)
            .getStore(NAMESPACE)
            .computeIfAbsent(Running.class, key -> start(test), Running.class);
    Class<?> type = parameter.getParameter().getType();
    if (type == Path.class) {
      return running.kubeconfig();
    }
    return type == ApiClient.class ? Config.fromUrl(running.api().url()) : running.api();
  }

  /** The context of the whole class, so that all its methods share one API. */
  private static ExtensionContext classContext(ExtensionContext context) {
    ExtensionContext here = context;
    while (here.getTestMethod().isPresent() && here.getParent().isPresent()) {
      here = here.getParent().get();
    }
    return here;
  }

  private static Running start(Class<?> test) {
    EmbeddedKubernetes wanted =
        AnnotationSupport.findAnnotation(test, EmbeddedKubernetes.class)
            .orElseThrow(() -> new ParameterResolutionException(test + " is not annotated"));
    var builder =
        ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes.builder()
            .controllers(wanted.controllers())
            .namespaces(wanted.namespaces());
    for (String crd : wanted.crds()) {
      builder.crd(read(test, crd));
    }
    var api = builder.start();
    try {
      Path file = Files.createTempFile("embedded", ".kubeconfig");
      return new Running(api, api.writeKubeconfig(file));
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Class<?> test, String resource) {
    try (InputStream in = test.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ParameterResolutionException("no resource " + resource + " beside " + test);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
