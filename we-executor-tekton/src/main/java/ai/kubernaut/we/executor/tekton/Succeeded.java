package ai.kubernaut.we.executor.tekton;

import ai.kubernaut.we.core.failure.Evidence.Verdict;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** The condition in which a Tekton object tells how far it has come. */
public record Succeeded(Status status, Verdict verdict, Optional<Instant> since) {

  private static final String TYPE = "Succeeded";

  /** Whether it has ended, and how. */
  public enum Status {
    TRUE,
    FALSE,
    UNKNOWN
  }

  static Optional<Succeeded> of(JsonObject object) {
    return Json.object(object, "status").flatMap(Succeeded::ofStatus);
  }

  static Optional<Succeeded> ofStatus(JsonObject status) {
    return Json.objects(status, "conditions").stream()
        .filter(c -> text(c, "type").equals(TYPE))
        .findFirst()
        .map(
            c ->
                new Succeeded(
                    status(text(c, "status")),
                    new Verdict(text(c, "reason"), text(c, "message")),
                    Json.time(c, "lastTransitionTime")));
  }

  private static Status status(String text) {
    return switch (text) {
      case "True" -> Status.TRUE;
      case "False" -> Status.FALSE;
      default -> Status.UNKNOWN;
    };
  }

  boolean ended() {
    return status != Status.UNKNOWN;
  }

  private static String text(JsonObject object, String field) {
    return Json.string(object, field).orElse("");
  }
}
