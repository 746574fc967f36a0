package ai.kubernaut.we.deploy;

import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Helm chart, rendered by Helm itself. */
final class Chart {

  static final Path DIRECTORY = Path.of("..", "deploy", "helm", "workflowexecution");
  static final String NAMESPACE = "kubernaut-system";

  private Chart() {}

  static LintResult lint() {
    return new Helm(DIRECTORY).lint().strict().call();
  }

  /**
   * What Helm makes of values, without the CRD.
   *
   * @throws IllegalStateException if Helm refuses them
   */
  static List<JsonObject> render(String values) {
    Path file = write(values);
    try {
      return documents(
          new Helm(DIRECTORY)
              .template()
              .withName("we")
              .withNamespace(NAMESPACE)
              .skipCrds()
              .withValuesFile(file)
              .call());
    } finally {
      delete(file);
    }
  }

  static List<JsonObject> documents(String yaml) {
    return YamlJson.documents(yaml).stream()
        .filter(JsonElement::isJsonObject)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static Path write(String values) {
    try {
      return Files.writeString(Files.createTempFile("values", ".yaml"), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
