package ai.kubernaut.we.core.settle;

import ai.kubernaut.we.api.WorkflowExecutionStatus;
import java.util.List;

/**
 * What follows from a step.
 *
 * @param status the whole new status; equal to the observed one where nothing is to be written
 * @param notes Events, once the status is written
 */
public record Settlement(WorkflowExecutionStatus status, List<Note> notes, Revisit next) {

  public Settlement {
    notes = List.copyOf(notes);
  }
}
