package ai.kubernaut.we.e2e.wire;

import com.google.gson.JsonObject;

/** Decides what still passes a proxy. What does not waits until the proxy is severed. */
public interface Gate {

  /** Lets everything through. */
  Gate OPEN =
      new Gate() {
        @Override
        public boolean admits(Route route, JsonObject body) {
          return true;
        }

        @Override
        public boolean returns(Route route, JsonObject body, int code) {
          return true;
        }
      };

  /** Whether the server gets to hear of a request. */
  boolean admits(Route route, JsonObject body);

  /** Whether the answer of a server gets back to who asked. */
  boolean returns(Route route, JsonObject body, int code);
}
