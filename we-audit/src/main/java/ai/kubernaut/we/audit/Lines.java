package ai.kubernaut.we.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events as lines. */
public final class Lines {

  private Lines() {}

  /** Each on a line of its own, in UTF-8. */
  public static byte[] of(List<String> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(event).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
