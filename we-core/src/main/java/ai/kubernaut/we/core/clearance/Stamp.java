package ai.kubernaut.we.core.clearance;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * The annotations of a clearance: why, by whom and when. A stamp is whole where all three are
 * there.
 */
public record Stamp(Optional<String> reason, Optional<String> by, Optional<String> at) {

  private static final String METHOD = "Annotation";

  public static Stamp of(Map<String, String> annotations) {
    return new Stamp(
        Optional.ofNullable(annotations.get(Names.CLEAR_ANNOTATION)),
        Optional.ofNullable(annotations.get(Names.CLEARED_BY_ANNOTATION)),
        Optional.ofNullable(annotations.get(Names.CLEARED_AT_ANNOTATION)));
  }

  /** Whether a text has nothing that a person could read. */
  static boolean saysNothing(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT);
  }

  /** Whether anybody has put a name or a time to it. */
  boolean signed() {
    return by.isPresent() || at.isPresent();
  }

  /** What a whole stamp says that is not in the status yet; a clearance is never replaced. */
  public static Optional<BlockClearance> unrecorded(WorkflowExecution execution) {
    return execution.status().blockClearance().isPresent()
        ? Optional.empty()
        : of(execution.metadata().annotations()).clearance();
  }

  /** The clearance in a status that was copied from a stamp; others are told of by others. */
  public static Optional<BlockClearance> recorded(WorkflowExecutionStatus status) {
    return status.blockClearance().filter(c -> c.clearMethod().equals(METHOD));
  }

  private Optional<BlockClearance> clearance() {
    Optional<Instant> time = at.flatMap(Stamp::time);
    boolean whole =
        reason.filter(text -> !saysNothing(text)).isPresent()
            && by.filter(text -> !text.isBlank()).isPresent()
            && time.isPresent();
    return whole
        ? Optional.of(new BlockClearance(METHOD, reason.get(), by.get(), time))
        : Optional.empty();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }
}
