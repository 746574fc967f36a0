package ai.kubernaut.we.demo;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One execution of {@code examples/}.
 *
 * @param expected the phase it ends in, followed by the reason if it fails
 * @param after the example that has to end before this one is created
 */
record Example(
    String name, String target, String expected, Optional<String> after, JsonObject manifest) {

  private static final String EXPECT = "demo.kubernaut.ai/expect";
  private static final String AFTER = "demo.kubernaut.ai/after";

  /** All examples, in the order of their files' names. */
  static List<Example> load(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(Example::read)
          .toList();
    }
  }

  private static Stream<Example> read(Path file) {
    try {
      return YamlJson.documents(Files.readString(file)).stream()
          .map(document -> of(document.getAsJsonObject()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Example of(JsonObject manifest) {
    return new Example(
        Json.string(manifest, "metadata", "name").orElseThrow(),
        Json.string(manifest, "spec", "targetResource").orElse(""),
        Json.string(manifest, "metadata", "annotations", EXPECT).orElseThrow(),
        Json.string(manifest, "metadata", "annotations", AFTER),
        manifest);
  }
}
