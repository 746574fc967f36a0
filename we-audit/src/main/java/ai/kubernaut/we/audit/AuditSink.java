package ai.kubernaut.we.audit;

import java.util.List;

/** Where audit events are kept. */
public interface AuditSink extends AutoCloseable {

  /**
   * Keeps a batch. The answer is {@link Receipt.Confirmed} only once no crash of this process can
   * lose any of it. A repeat is kept or recognised, and confirmed like the first. One thread at a
   * time calls this; it may block, but not without bound.
   *
   * @param events each the JSON text of one event, on one line
   */
  Receipt deliver(List<String> events);

  /**
   * Releases what the sink holds; a second call does nothing. A delivery that is under way in
   * another thread, which has been interrupted, answers soon.
   */
  @Override
  void close();
}
