package ai.kubernaut.we.testkit.embedded.http;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what was asked. */
public final class Recorder {
  private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();

  void add(RecordedRequest request) {
    requests.add(request);
  }

  /** Everything since the start or the last {@link #clear}, in order of completion. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  public void clear() {
    requests.clear();
  }
}
