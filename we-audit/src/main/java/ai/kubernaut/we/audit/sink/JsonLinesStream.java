package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Lines;
import ai.kubernaut.we.audit.Receipt;
import java.io.PrintStream;
import java.util.List;

/**
 * Prints every event as a line of JSON, for whatever collects the output. It confirms what the
 * operating system took over; it cannot know what becomes of it.
 */
public final class JsonLinesStream implements AuditSink {

  private final PrintStream stream;

  /** Does not close the stream, which is not its own. */
  public JsonLinesStream(PrintStream stream) {
    this.stream = stream;
  }

  /** One write for a batch, so that other output does not come between its lines. */
  @Override
  public Receipt deliver(List<String> events) {
    byte[] lines = Lines.of(events);
    stream.write(lines, 0, lines.length);
    return stream.checkError()
        ? Receipt.later("the output stream takes nothing more")
        : Receipt.confirmed();
  }

  @Override
  public void close() {}
}
