package ai.kubernaut.we.e2e;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The audit events in files of lines: their types by the execution's uid. A repeat counts once. */
final class AuditLines {

  private AuditLines() {}

  static Map<String, Set<String>> of(List<Path> files) throws IOException {
    Map<String, Set<String>> types = new HashMap<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          JsonObject event = Json.parse(line).orElseThrow();
          types
              .computeIfAbsent(
                  Json.string(event, "resource_id").orElseThrow(), u -> new HashSet<>())
              .add(Json.string(event, "event_type").orElseThrow());
        }
      }
    }
    return types;
  }
}
