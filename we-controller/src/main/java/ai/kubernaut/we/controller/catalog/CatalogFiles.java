package ai.kubernaut.we.controller.catalog;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of workflows, or a directory of such files; each document is one workflow. */
record CatalogFiles(Path path) {

  private static final long LONGEST_FILE = 16 << 20;
  private static final String ID = "workflowId";
  private static final List<String> KNOWN =
      List.of(
          ID,
          "workflowName",
          "version",
          "executionEngine",
          "executionBundle",
          "executionBundleDigest",
          "serviceAccountName");

  /** Changes whenever a file is added, changed or taken away; also where links lead elsewhere. */
  String stamp() {
    try {
      return files().stream().map(CatalogFiles::stamp).collect(Collectors.joining("\n"));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static String stamp(Path file) {
    try {
      Path real = file.toRealPath();
      BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
      return String.join(
          " ",
          real.toString(),
          String.valueOf(now.fileKey()),
          now.lastModifiedTime().toString(),
          String.valueOf(now.size()));
    } catch (IOException unreadable) {
      return file + " " + unreadable;
    }
  }

  /**
   * What the files say of each workflow.
   *
   * @throws IOException if one cannot be read, is no YAML, or holds what is no workflow; the
   *     message names the file
   */
  Map<String, CatalogAnswer> read() throws IOException {
    Map<String, CatalogAnswer> workflows = new HashMap<>();
    for (Path file : files()) {
      for (JsonElement document : documents(file)) {
        String id = id(file, document);
        CatalogAnswer twice = new CatalogAnswer.Unusable(ID + ": it is there twice");
        workflows.merge(id, entry(document.getAsJsonObject()), (first, second) -> twice);
      }
    }
    return workflows;
  }

  /** Hidden files are not for us: a mounted ConfigMap keeps its versions in them. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(file -> String.valueOf(file.getFileName()).matches("[^.].*\\.(ya?ml|json)"))
          .sorted()
          .toList();
    }
  }

  private static List<JsonElement> documents(Path file) throws IOException {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new IOException(file + ": it is larger than 16 MiB");
      }
      return YamlJson.documents(Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw new IOException(file + ": there is no such file", missing);
    } catch (CharacterCodingException binary) {
      throw new IOException(file + ": it is not text in UTF-8", binary);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + ": not YAML: " + malformed.getMessage(), malformed);
    }
  }

  private static String id(Path file, JsonElement document) throws IOException {
    if (!document.isJsonObject()) {
      throw new IOException(file + ": it holds what is no workflow; begin each with " + ID);
    }
    return Json.string(document.getAsJsonObject(), ID)
        .filter(id -> !id.isEmpty())
        .orElseThrow(
            () ->
                new IOException(
                    file + ": a workflow has no %s; give it one as text".formatted(ID)));
  }

  private static CatalogAnswer entry(JsonObject workflow) {
    for (Map.Entry<String, JsonElement> field : workflow.asMap().entrySet()) {
      if (!KNOWN.contains(field.getKey())) {
        return new CatalogAnswer.Unusable(
            "%s: unknown field; known here: %s"
                .formatted(field.getKey(), String.join(", ", KNOWN)));
      }
      if (Json.string(workflow, field.getKey()).isEmpty()) {
        return new CatalogAnswer.Unusable(field.getKey() + ": it is no text; put it in quotes");
      }
    }
    return CatalogEntry.read(
        Json.string(workflow, "executionEngine"),
        Json.string(workflow, "executionBundle"),
        Json.string(workflow, "executionBundleDigest"),
        Json.string(workflow, "serviceAccountName"));
  }
}
