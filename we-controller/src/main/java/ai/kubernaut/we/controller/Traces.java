package ai.kubernaut.we.controller;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers which objects this process has seen deleted; the latest ones, so it stays small. */
final class Traces {

  private static final int MOST = 20_000;

  private final Map<String, Boolean> gone =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized void deleted(String uid) {
    gone.put(uid, true);
  }

  synchronized boolean gone(String uid) {
    return gone.containsKey(uid);
  }
}
