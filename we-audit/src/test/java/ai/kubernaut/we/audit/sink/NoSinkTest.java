package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.AuditSinkContract;

class NoSinkTest extends AuditSinkContract {

  @Override
  protected AuditSink open() {
    return new NoSink();
  }
}
