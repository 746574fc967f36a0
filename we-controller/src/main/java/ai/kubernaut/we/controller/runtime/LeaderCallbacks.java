package ai.kubernaut.we.controller.runtime;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;

/** Called by the thread of an elector, one at a time. All must return quickly. */
public interface LeaderCallbacks {

  /** This process leads from now on. If this throws, leadership is given up. */
  void startedLeading();

  /** This process no longer leads. The lease is released only after this has returned. */
  void stoppedLeading();

  /** Why this process must not take the lease as it is now; asked anew at each look. */
  default Optional<String> objection(JsonObject lease) {
    return Optional.empty();
  }

  /** Annotations that a leader puts on the lease when it takes it. */
  default Map<String, String> marks() {
    return Map.of();
  }
}
