package ai.kubernaut.we.executor.job;

import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.engine.LeanContainer;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The time of a Job is over, and it ends its pods.
 *
 * @param since when it began to, to the second; empty where nothing tells it
 */
record Overtime(Optional<Instant> since) {

  static final String REASON = "DeadlineExceeded";

  /** What becomes of a container that is asked, and then forced, to stop. */
  private static final Set<Integer> OF_STOPPING = Set.of(137, 143);

  /** The kernel does this by itself; to one that is being stopped, it changes nothing. */
  private static final String OUT_OF_MEMORY = "OOMKilled";

  /** Empty for a Job that has not run out of time. */
  static Optional<Overtime> of(JsonObject job) {
    return Stream.of("FailureTarget", "Failed")
            .anyMatch(type -> condition(job, type).filter(c -> holds(c)).isPresent())
        ? Optional.of(new Overtime(since(job)))
        : Optional.empty();
  }

  /**
   * The Job says that it is about to fail before it ends its pods, and that it has failed after; an
   * old one says the second only.
   */
  private static Optional<Instant> since(JsonObject job) {
    return told(job, "FailureTarget").or(() -> deadline(job)).or(() -> told(job, "Failed"));
  }

  private static Optional<Instant> told(JsonObject job, String type) {
    return condition(job, type)
        .filter(c -> holds(c))
        .flatMap(c -> Json.time(c, "lastTransitionTime"));
  }

  private static Optional<Instant> deadline(JsonObject job) {
    var seconds = Json.integer(job, "spec", "activeDeadlineSeconds");
    return seconds.isPresent()
        ? Json.time(job, "status", "startTime").map(start -> start.plusSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  private static Optional<JsonObject> condition(JsonObject job, String type) {
    Predicate<JsonObject> sought = c -> Json.string(c, "type").filter(type::equals).isPresent();
    return Json.objects(job, "status", "conditions").stream().filter(sought).findFirst();
  }

  private static boolean holds(JsonObject condition) {
    return Json.string(condition, "status").filter("True"::equals).isPresent()
        && Json.string(condition, "reason").filter(REASON::equals).isPresent();
  }

  /**
   * Whether a container ended because of it. A container that fails by itself in the second of the
   * deadline is taken for stopped: had it been before, the Job would say so.
   */
  boolean ended(LeanContainer container) {
    if (container.state().kind() != Kind.TERMINATED) {
      return false;
    }
    boolean memory = container.state().reason().equals(OUT_OF_MEMORY);
    if (since.isEmpty() || container.finishedAt().isEmpty()) {
      return !memory && container.state().exitCode().filter(OF_STOPPING::contains).isPresent();
    }
    Instant finished = container.finishedAt().get();
    return finished.isAfter(since.get()) || (!memory && finished.equals(since.get()));
  }
}
