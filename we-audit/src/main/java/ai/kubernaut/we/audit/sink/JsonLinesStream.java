package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Lines;
import ai.kubernaut.we.audit.Receipt;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Prints every event as a line of JSON, for whatever collects the output. It confirms what the
 * stream took over; it cannot know what becomes of it.
 */
public final class JsonLinesStream implements AuditSink {

  private final OutputStream stream;

  /** Does not close the stream, which is not its own. */
  public JsonLinesStream(OutputStream stream) {
    this.stream = stream;
  }

  /** The process's own output, without a {@code PrintStream}, which would swallow errors. */
  public static JsonLinesStream standardOutput() {
    return new JsonLinesStream(new FileOutputStream(FileDescriptor.out));
  }

  /** One write for a batch, so that other output does not come between its lines. */
  @Override
  public Receipt deliver(List<String> events) {
    try {
      stream.write(Lines.of(events));
      stream.flush();
      return Receipt.confirmed();
    } catch (IOException failed) {
      return Receipt.later("cannot write to the output: " + failed);
    }
  }

  @Override
  public void close() {}
}
