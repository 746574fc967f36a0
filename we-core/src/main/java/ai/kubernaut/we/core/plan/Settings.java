package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.core.policy.ExecutionPolicy;
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
 * @param policy what is demanded of executions
 * @param clearances whether a webhook stamps clearances, so that a stamp can be trusted
 */
public record Settings(
    String executionNamespace,
    Duration cooldown,
    Duration defaultTimeout,
    String defaultEngine,
    Optional<String> clusterId,
    Duration progressInterval,
    Duration stopGrace,
    Duration auditWait,
    ExecutionPolicy policy,
    boolean clearances) {

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
          Duration.ofMinutes(5),
          ExecutionPolicy.DEFAULTS,
          false);

  /** The same with another policy. */
  public Settings withPolicy(ExecutionPolicy other) {
    return new Settings(
        executionNamespace,
        cooldown,
        defaultTimeout,
        defaultEngine,
        clusterId,
        progressInterval,
        stopGrace,
        auditWait,
        other,
        clearances);
  }

  /** Settings with what holds where neither policy nor webhook is configured. */
  public Settings(
      String executionNamespace,
      Duration cooldown,
      Duration defaultTimeout,
      String defaultEngine,
      Optional<String> clusterId,
      Duration progressInterval,
      Duration stopGrace,
      Duration auditWait) {
    this(
        executionNamespace,
        cooldown,
        defaultTimeout,
        defaultEngine,
        clusterId,
        progressInterval,
        stopGrace,
        auditWait,
        ExecutionPolicy.DEFAULTS,
        false);
  }
}
