package ai.kubernaut.we.controller.runtime;

/** Called by the thread of an elector, one at a time. Both must return quickly. */
public interface LeaderCallbacks {

  /** This process leads from now on. If this throws, leadership is given up. */
  void startedLeading();

  /** This process no longer leads. The lease is released only after this has returned. */
  void stoppedLeading();
}
