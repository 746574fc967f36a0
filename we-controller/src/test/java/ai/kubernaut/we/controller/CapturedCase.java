package ai.kubernaut.we.controller;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What real controllers wrote in one case, and what it should be taken for.
 *
 * @param engine {@code job}, {@code tekton} or {@code api-errors}
 * @param row of the engine's {@code expectations.yaml}
 */
record CapturedCase(String engine, JsonObject row) {

  static final Path ROOT = Path.of("src/test/resources/captured");

  private static final String EXPECTATIONS = "expectations.yaml";

  static List<CapturedCase> all() {
    return Stream.of("job", "tekton").flatMap(engine -> rows(engine).stream()).toList();
  }

  /** The cases of one folder. */
  static List<CapturedCase> rows(String engine) {
    return YamlJson.documents(read(ROOT.resolve(engine).resolve(EXPECTATIONS))).stream()
        .flatMap(document -> document.getAsJsonArray().asList().stream())
        .map(JsonElement::getAsJsonObject)
        .map(row -> new CapturedCase(engine, row))
        .toList();
  }

  String name() {
    return text("case");
  }

  boolean has(String field) {
    return row.has(field);
  }

  String text(String field) {
    return Json.string(row, field).orElse("");
  }

  Optional<Integer> number(String field) {
    return has(field) ? Optional.of(row.get(field).getAsInt()) : Optional.empty();
  }

  boolean ran() {
    return row.get("ran").getAsBoolean();
  }

  /** All that the files of the row hold. */
  List<JsonObject> objects() {
    String child = engine.equals("job") ? "job" : "pipelinerun";
    return Stream.of(file(child), file("taskruns"), pods(), file("events"))
        .flatMap(file -> items(file).stream())
        .toList();
  }

  private Path pods() {
    return has("pods") ? folder().resolve(text("pods")) : file("pods");
  }

  private Path file(String name) {
    Path varied = folder().resolve(name + text("suffix") + ".yaml");
    return Files.exists(varied) ? varied : folder().resolve(name + ".yaml");
  }

  List<JsonObject> events() {
    return items(folder().resolve("events.yaml"));
  }

  /** Where its files are. */
  Path folder() {
    return ROOT.resolve(engine).resolve(name());
  }

  private static List<JsonObject> items(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<JsonObject> items = new ArrayList<>();
    for (JsonElement document : YamlJson.documents(read(file))) {
      JsonObject object = document.getAsJsonObject();
      if (object.has("items")) {
        String kind = Json.string(object, "kind").orElse("").replaceFirst("List$", "");
        Json.objects(object, "items").forEach(item -> items.add(ofKind(item, kind)));
      } else {
        items.add(object);
      }
    }
    return items;
  }

  private static JsonObject ofKind(JsonObject item, String kind) {
    if (!item.has("kind")) {
      item.addProperty("kind", kind);
    }
    return item;
  }

  /** What watches of all its kinds saw, in the order of arrival. */
  List<JsonObject> watched() {
    List<JsonObject> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder())) {
      files
          .filter(file -> file.getFileName().toString().matches("watch-.*\\.jsonl"))
          .sorted()
          .forEach(
              file ->
                  read(file).lines().forEach(line -> events.add(Json.parse(line).orElseThrow())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    events.sort(Comparator.comparing(event -> Json.string(event, "t").orElse("")));
    return events;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%s/%s%s %s".formatted(engine, name(), text("suffix"), text("pods")).strip();
  }
}
