package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;

/** Which Kubernetes the API says it is. */
final class Versions {
  static final String GIT_VERSION = "v1.36.2";

  private Versions() {}

  static JsonObject document() {
    return Json.of(
        "major", "1",
        "minor", "36",
        "gitVersion", GIT_VERSION,
        "gitCommit", "embedded",
        "gitTreeState", "clean",
        "buildDate", "2026-01-01T00:00:00Z",
        "goVersion", "none",
        "compiler", "javac",
        "platform", "java");
  }
}
