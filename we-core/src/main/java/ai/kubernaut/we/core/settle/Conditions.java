package ai.kubernaut.we.core.settle;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.WorkflowExecution;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of an execution in the making; a transition time moves only with the status. */
final class Conditions {

  private static final int LONGEST_MESSAGE = 32_768;

  private final List<Condition> conditions;
  private final Metadata metadata;
  private final Instant now;

  Conditions(WorkflowExecution execution, Instant now) {
    this.conditions = new ArrayList<>(execution.status().conditions());
    this.metadata = execution.metadata();
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  Conditions set(ConditionType type, boolean status, String reason, String message) {
    return set(type, status ? "True" : "False", reason, message);
  }

  /** Says that nothing blocks any more, if something was said to. */
  Conditions unblock() {
    boolean blocked = find(ConditionType.BLOCKED).filter(Condition::isTrue).isPresent();
    return blocked ? set(ConditionType.BLOCKED, false, "NotBlocked", "Nothing blocks it.") : this;
  }

  /** Sets a condition that was never set before. */
  Conditions setIfAbsent(ConditionType type, boolean status, String reason, String message) {
    return find(type).isPresent() ? this : set(type, status, reason, message);
  }

  List<Condition> list() {
    return List.copyOf(conditions);
  }

  private Conditions set(ConditionType type, String status, String reason, String message) {
    Optional<Condition> old = find(type);
    Instant since =
        old.filter(c -> c.status().equals(status)).map(Condition::lastTransitionTime).orElse(now);
    Condition changed =
        new Condition(
            type.toString(),
            status,
            reason,
            fitting(message),
            since,
            Optional.of(metadata.generation()));
    old.ifPresentOrElse(
        c -> conditions.set(conditions.indexOf(c), changed), () -> conditions.add(changed));
    return this;
  }

  /** Cut where no character is torn in two. */
  private static String fitting(String message) {
    if (message.length() <= LONGEST_MESSAGE) {
      return message;
    }
    boolean torn = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
    return message.substring(0, torn ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE);
  }

  private Optional<Condition> find(ConditionType type) {
    return conditions.stream().filter(c -> c.type().equals(type.toString())).findFirst();
  }
}
