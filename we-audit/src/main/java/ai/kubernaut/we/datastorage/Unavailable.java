package ai.kubernaut.we.datastorage;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The service answered, but neither served nor judged the request. */
public final class Unavailable extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient Optional<Duration> retryAfter;

  Unavailable(String reason, Optional<Duration> retryAfter) {
    super(reason);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public String reason() {
    return reason;
  }

  /** How long the service asks to be left alone. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
