package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.controller.runtime.EventRecorder;
import ai.kubernaut.we.controller.runtime.InvolvedObject;
import ai.kubernaut.we.core.settle.Note;

/** Events on executions. */
final class EventNotes implements Notes {

  private final EventRecorder recorder;

  EventNotes(EventRecorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public void write(Metadata execution, Note note) {
    InvolvedObject about =
        new InvolvedObject(
            WatchedExecution.TYPE, execution.namespace(), execution.name(), execution.uid());
    String reason = note.reason().toString();
    if (note.reason().warning()) {
      recorder.warning(about, reason, note.message());
    } else {
      recorder.normal(about, reason, note.message());
    }
  }
}
