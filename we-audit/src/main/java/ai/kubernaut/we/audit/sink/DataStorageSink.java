package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.AuditMetrics;
import ai.kubernaut.we.audit.AuditSink;
import ai.kubernaut.we.audit.Receipt;
import ai.kubernaut.we.datastorage.Attempts;
import ai.kubernaut.we.datastorage.DataStorage;
import ai.kubernaut.we.datastorage.Unavailable;
import io.github.resilience4j.retry.Retry;
import java.util.List;

/**
 * Sends batches to Data Storage over HTTP. An attempt that fails is repeated a few times, soon and
 * with jitter; after that, or where the service says when it wants to be asked again, the answer is
 * {@link Receipt.Later}. What the service calls invalid is {@link Receipt.Refused}.
 */
public final class DataStorageSink implements AuditSink {

  private static final String PATH = "api/v1/audit/events/batch";

  private final DataStorage service;
  private final Answers answers;
  private final Retry retry;

  /** A sink that closes the way to the service when it is closed. */
  public DataStorageSink(DataStorage service, Attempts attempts, AuditMetrics metrics) {
    this.service = service;
    this.answers = new Answers(service);
    this.retry = attempts.retry();
    retry.getEventPublisher().onRetry(again -> metrics.retried());
  }

  @Override
  public Receipt deliver(List<String> events) {
    String batch = "[" + String.join(",", events) + "]";
    try {
      return retry.executeCallable(() -> service.post(PATH, batch, answers::receipt));
    } catch (Unavailable unavailable) {
      return new Receipt.Later(unavailable.reason(), unavailable.retryAfter());
    } catch (Exception failed) {
      return Receipt.later(failed.toString());
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
