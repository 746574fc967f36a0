package ai.kubernaut.we.testkit.embedded;

import ai.kubernaut.we.testkit.embedded.controllers.Part;

/** The simulated parts of a cluster that can run beside the API. */
public enum Controllers {
  /** Deletes what has lost its owners; carries out foreground and orphan deletions. */
  GC(Part.GARBAGE_COLLECTOR),
  /** Empties namespaces under deletion and lets them go. */
  NAMESPACE(Part.NAMESPACE),
  /** Creates the pods of Jobs and writes Job statuses. */
  JOB(Part.JOB),
  /** Schedules pods and takes them through the outcomes that a script gives them. */
  KUBELET(Part.KUBELET);

  private final Part part;

  Controllers(Part part) {
    this.part = part;
  }

  Part part() {
    return part;
  }
}
