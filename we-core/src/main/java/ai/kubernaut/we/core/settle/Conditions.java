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
    int index = indexOf(type);
    Instant since =
        index >= 0 && conditions.get(index).status().equals(status)
            ? conditions.get(index).lastTransitionTime()
            : now;
    Condition changed =
        new Condition(
            type.toString(),
            status,
            reason,
            fitting(message),
            since,
            Optional.of(metadata.generation()));
    if (index < 0) {
      conditions.add(changed);
    } else {
      conditions.set(index, changed);
    }
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

  private int indexOf(ConditionType type) {
    int index = conditions.size() - 1;
    while (index >= 0 && !conditions.get(index).type().equals(type.toString())) {
      index--;
    }
    return index;
  }

  private Optional<Condition> find(ConditionType type) {
    int index = indexOf(type);
    return index < 0 ? Optional.empty() : Optional.of(conditions.get(index));
  }
}
