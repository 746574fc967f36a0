package ai.kubernaut.we.deploy;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The manifests that {@code kubectl apply -k} sends: no patch and no generator changes them. */
final class Kustomize {

  static final Path DIRECTORY = Path.of("..", "deploy", "kustomize");

  private Kustomize() {}

  static List<JsonObject> base() {
    return resources(DIRECTORY);
  }

  static List<JsonObject> monitoring() {
    return resources(DIRECTORY.resolve("monitoring"));
  }

  static List<JsonObject> webhook() {
    return resources(DIRECTORY.resolve("webhook"));
  }

  private static List<JsonObject> resources(Path directory) {
    JsonObject kustomization =
        Chart.documents(read(directory.resolve("kustomization.yaml"))).get(0);
    return Json.strings(kustomization, "resources").stream()
        .flatMap(name -> Chart.documents(read(directory.resolve(name))).stream())
        .toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
