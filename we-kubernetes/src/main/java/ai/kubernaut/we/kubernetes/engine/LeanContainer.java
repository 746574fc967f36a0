package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One container of a pod, as its kubelet reports it.
 *
 * @param init whether it is an init container
 * @param started it has certainly started at least once
 * @param stopped it ended after the deletion of its pod was asked for, perhaps because of it
 * @param state where it is; for one that waits to be restarted after a failure, that failure
 * @param before the failure after which it was restarted; empty where {@code state} is that
 * @param finishedAt when it ended, where its state tells it
 */
public record LeanContainer(
    String name,
    boolean init,
    boolean started,
    boolean stopped,
    int restarts,
    ContainerState state,
    Optional<ContainerState> before,
    Optional<Instant> finishedAt) {

  /** What a kubelet writes in place of a state that it does not know. */
  private static final String UNKNOWN = "ContainerStatusUnknown";

  /** What a kubelet writes where it does not know, and what a runtime says that could not start. */
  private static final Set<String> NO_PROOF_OF_START =
      Set.of(UNKNOWN, "StartError", "ContainerCannotRun");

  /** Exit codes of containers that were asked, or forced, to stop. */
  private static final Set<Integer> OF_STOPPING = Set.of(0, 137, 143);

  /** With this the kernel ends a container; no deletion does. */
  private static final String OUT_OF_MEMORY = "OOMKilled";

  private static final Optional<ContainerState> NONE = Optional.empty();
  private static final Optional<Instant> NEVER = Optional.empty();

  static LeanContainer unreported(String name, boolean init) {
    return new LeanContainer(name, init, false, false, 0, ContainerState.unreported(), NONE, NEVER);
  }

  /**
   * Reads a container status.
   *
   * @param deletionAsked when the deletion of the pod was asked for, to the second; absent where it
   *     was not
   */
  static LeanContainer decode(JsonObject status, boolean init, Optional<Instant> deletionAsked) {
    ContainerState now = ContainerStates.of(status, "state");
    ContainerState before = ContainerStates.of(status, "lastState");
    int restarts = (int) Json.integer(status, "restartCount").orElse(0);
    boolean stopped = deletionAsked.filter(asked -> stopped(status, now, asked)).isPresent();
    boolean over = now.kind() == Kind.WAITING && failed(before);
    return new LeanContainer(
        Json.string(status, "name").orElse(""),
        init,
        restarts > 0 || started(now) || started(before) || reportsRunning(status),
        stopped,
        restarts,
        over ? before : now,
        !over && failed(before) ? Optional.of(before) : NONE,
        Json.time(status, over ? "lastState" : "state", "terminated", "finishedAt"));
  }

  /** What it ended with by itself, before it was restarted or waits for that. */
  private static boolean failed(ContainerState before) {
    return before.exitCode().filter(code -> code != 0).isPresent()
        && !before.reason().equals(UNKNOWN);
  }

  private static boolean reportsRunning(JsonObject status) {
    return Json.bool(status, "started").orElse(false) || Json.bool(status, "ready").orElse(false);
  }

  /** The same container, with what an earlier sight of it knew and this one does not. */
  LeanContainer after(LeanContainer earlier) {
    boolean placeholder = state.reason().equals(UNKNOWN);
    boolean told = earlier.state.kind() == Kind.WAITING || earlier.state.kind() == Kind.TERMINATED;
    return new LeanContainer(
        name,
        init,
        started || earlier.started,
        earlier.state.kind() == Kind.TERMINATED ? earlier.stopped : stopped,
        Math.max(restarts, earlier.restarts),
        placeholder && told && !earlier.state.reason().isEmpty() ? earlier.state : state,
        before.or(() -> earlier.before),
        finishedAt.or(() -> earlier.finishedAt));
  }

  private static boolean started(ContainerState state) {
    return state.kind() == Kind.RUNNING
        || (state.kind() == Kind.TERMINATED && !NO_PROOF_OF_START.contains(state.reason()));
  }

  /**
   * Whether it ended within or after the second of the request. When a kubelet is done with a pod,
   * it moves the time of the request to the end, so that only the exit code is left to go by.
   */
  private static boolean stopped(JsonObject status, ContainerState state, Instant asked) {
    Optional<Instant> finished = Json.time(status, "state", "terminated", "finishedAt");
    return finished.isPresent()
        && !state.reason().equals(OUT_OF_MEMORY)
        && (finished.get().isAfter(asked)
            || state.exitCode().filter(OF_STOPPING::contains).isPresent());
  }
}
