package ai.kubernaut.we.datastorage;

import java.io.IOException;

/** The service has judged a request: the same one will not fare better. */
public final class Refused extends IOException {

  private static final long serialVersionUID = 1L;

  Refused(String reason) {
    super(reason);
  }
}
