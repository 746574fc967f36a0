package ai.kubernaut.we.core.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * What configuration decides.
 *
 * @param executionNamespace where children and locks live
 * @param cooldown how long a target rests after an execution that ran
 * @param defaultTimeout the deadline of executions that name none
 * @param defaultEngine the engine of executions that name none
 * @param clusterId the cluster that this controller acts on
 * @param progressInterval how often at most the progress of a run is written
 * @param stopGrace how long after the deadline an engine may take to stop its child by itself
 * @param auditWait how long a deletion waits for the delivery of audit events
 */
public record Settings(
    String executionNamespace,
    Duration cooldown,
    Duration defaultTimeout,
    String defaultEngine,
    Optional<String> clusterId,
    Duration progressInterval,
    Duration stopGrace,
    Duration auditWait) {

  /** What holds where nothing is configured. */
  public static final Settings DEFAULTS =
      new Settings(
          "kubernaut-workflows",
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          "job",
          Optional.empty(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofMinutes(5));
}
