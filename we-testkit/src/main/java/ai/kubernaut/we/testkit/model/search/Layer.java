package ai.kubernaut.we.testkit.model.search;

import java.util.ArrayList;
import java.util.List;

/** States to expand later, each once. Safe for use by several threads. */
final class Layer<S> {

  private final Seen waiting = new Seen();
  private final List<S> states = new ArrayList<>();
  private final List<Long> fingerprints = new ArrayList<>();

  void add(S state, long fingerprint, long before) {
    if (waiting.add(fingerprint, before)) {
      synchronized (this) {
        states.add(state);
        fingerprints.add(fingerprint);
      }
    }
  }

  synchronized boolean isEmpty() {
    return states.isEmpty();
  }

  /** Those that were not seen in the meantime; from now on they are. */
  synchronized List<S> fresh(Seen seen) {
    List<S> fresh = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      long fingerprint = fingerprints.get(i);
      if (seen.add(fingerprint, waiting.before(fingerprint))) {
        fresh.add(states.get(i));
      }
    }
    states.clear();
    fingerprints.clear();
    return fresh;
  }
}
