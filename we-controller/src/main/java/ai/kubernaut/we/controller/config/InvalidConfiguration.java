package ai.kubernaut.we.controller.config;

import java.util.List;

/** A configuration that cannot be used; its message lists every problem, each with its key. */
public final class InvalidConfiguration extends Exception {

  private static final long serialVersionUID = 1;

  InvalidConfiguration(String source, List<String> problems) {
    super(source + ":\n  " + String.join("\n  ", problems));
  }
}
