package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.Optional;

/** Reads the state of a container, as kubelets write it and as engines copy it. */
public final class ContainerStates {

  private ContainerStates() {}

  /** The state within a field of a container status. */
  static ContainerState of(JsonObject status, String field) {
    return Json.object(status, field)
        .map(ContainerStates::of)
        .orElseGet(ContainerState::unreported);
  }

  /** The state that one of {@code terminated}, {@code running} and {@code waiting} gives. */
  public static ContainerState of(JsonObject state) {
    return Json.object(state, "terminated")
        .map(ContainerStates::terminated)
        .or(() -> Json.object(state, "running").map(s -> of(Kind.RUNNING, s)))
        .or(() -> Json.object(state, "waiting").map(s -> of(Kind.WAITING, s)))
        .orElseGet(ContainerState::unreported);
  }

  private static ContainerState terminated(JsonObject state) {
    int exitCode = (int) Json.integer(state, "exitCode").orElse(0);
    return new ContainerState(
        Kind.TERMINATED, Optional.of(exitCode), text(state, "reason"), text(state, "message"));
  }

  private static ContainerState of(Kind kind, JsonObject state) {
    return new ContainerState(
        kind, Optional.empty(), text(state, "reason"), text(state, "message"));
  }

  private static String text(JsonObject state, String field) {
    return Json.string(state, field).orElse("");
  }
}
