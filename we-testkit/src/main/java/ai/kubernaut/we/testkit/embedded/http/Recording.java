package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.access.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Records one request, once. */
final class Recording {
  private final Recorder recorder;
  private final Request request;
  private final Reply reply;
  private final Instant arrived;
  private final AtomicBoolean done = new AtomicBoolean();

  Recording(Recorder recorder, Request request, Reply reply, Instant arrived) {
    this.recorder = recorder;
    this.request = request;
    this.reply = reply;
    this.arrived = arrived;
  }

  void once() {
    if (!done.compareAndSet(false, true)) {
      return;
    }
    Attributes asked = request.attributes();
    recorder.add(
        new RecordedRequest(
            arrived,
            asked.verb(),
            asked.group(),
            asked.resource(),
            asked.subresource(),
            asked.namespace(),
            asked.name(),
            reply.code(),
            asked.userAgent(),
            request.bodyBytes(),
            reply.bytes(),
            Duration.between(arrived, Instant.now())));
  }
}
