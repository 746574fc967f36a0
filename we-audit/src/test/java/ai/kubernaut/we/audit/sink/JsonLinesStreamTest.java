package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.KeepingSinkContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class JsonLinesStreamTest extends KeepingSinkContract {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean broken;

  @Override
  protected AuditSink open() {
    return new JsonLinesStream(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (broken) {
              throw new IOException("broken pipe");
            }
            bytes.write(b);
          }
        });
  }

  @Override
  protected List<String> kept() {
    return List.of(bytes.toString(StandardCharsets.UTF_8).split("\n"));
  }

  @Override
  protected void breakDown() {
    broken = true;
  }

  @Override
  protected void repair() {
    broken = false;
  }
}
