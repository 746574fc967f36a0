package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The types of Tekton that are simulated, {@code tekton.dev/v1} PipelineRun and TaskRun and {@code
 * tekton.dev/v1beta1} CustomRun, as custom resource definitions that take every spec and every
 * status.
 */
public final class TektonDefinitions {

  private static final ResourceType DEFINITIONS =
      new ResourceType(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);

  private TektonDefinitions() {}

  /** All definitions, as YAML documents. */
  public static String yaml() {
    try (InputStream in = TektonDefinitions.class.getResourceAsStream("definitions.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Creates the definitions where they are missing. The types are served a little later.
   *
   * @throws IllegalStateException if the API refuses them; the message says why
   */
  static void install(KubernetesApi api) {
    documents()
        .forEach(
            definition ->
                api.create(DEFINITIONS, "", definition)
                    .failure()
                    .filter(error -> !error.is(ApiError.Kind.ALREADY_EXISTS))
                    .ifPresent(
                        error -> {
                          throw new IllegalStateException(
                              Json.string(definition, "metadata", "name").orElse("")
                                  + " cannot be created: "
                                  + error.summary());
                        }));
  }

  private static List<JsonObject> documents() {
    return YamlJson.documents(yaml()).stream().map(d -> d.getAsJsonObject()).toList();
  }
}
