package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Receipt;
import java.util.List;

/** Confirms everything and keeps nothing: for whoever explicitly wants no audit. */
public final class NoSink implements AuditSink {

  @Override
  public Receipt deliver(List<String> events) {
    return Receipt.confirmed();
  }

  @Override
  public void close() {}
}
