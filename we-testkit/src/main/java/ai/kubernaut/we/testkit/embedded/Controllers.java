package ai.kubernaut.we.testkit.embedded;

import ai.kubernaut.we.testkit.embedded.controllers.Part;
import java.util.Optional;

/** The simulated parts of a cluster that can run beside the API. */
public enum Controllers {
  /** Deletes what has lost its owners; carries out foreground and orphan deletions. */
  GC(Part.GARBAGE_COLLECTOR),
  /** Empties namespaces under deletion and lets them go. */
  NAMESPACE(Part.NAMESPACE),
  /** Creates the pods of Jobs and writes Job statuses. */
  JOB(Part.JOB),
  /** Schedules pods and takes them through the outcomes that a script gives them. */
  KUBELET(Part.KUBELET),
  /**
   * Installs PipelineRuns and TaskRuns, creates the pods of their tasks and writes their statuses.
   * It works through the API as Tekton does, with requests of its own.
   */
  TEKTON;

  private final Optional<Part> part;

  Controllers(Part part) {
    this.part = Optional.of(part);
  }

  Controllers() {
    this.part = Optional.empty();
  }

  /** The part inside the server; empty for what works from outside. */
  Optional<Part> part() {
    return part;
  }
}
