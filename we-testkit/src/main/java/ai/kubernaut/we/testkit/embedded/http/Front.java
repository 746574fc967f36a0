package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.faults.Disruption;
import ai.kubernaut.we.testkit.embedded.faults.Faults;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request: sees that it is identified, disturbed, answered and recorded. */
final class Front implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);

  private final Router router;
  private final Gate gate;
  private final Faults faults;
  private final Recorder recorder;
  private final Runnable compaction;

  /**
   * @param compaction forgets the history
   */
  Front(Router router, Gate gate, Faults faults, Recorder recorder, Runnable compaction) {
    this.router = router;
    this.gate = gate;
    this.faults = faults;
    this.recorder = recorder;
    this.compaction = compaction;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Instant arrived = Instant.now();
    Reply reply = new Reply(exchange);
    try (reply) {
      Request request = new Request(exchange);
      Recording recording = new Recording(recorder, request, reply, arrived);
      reply.beforeWhole(recording::once);
      try {
        disturbed(request, reply);
      } finally {
        recording.once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does to the request what faults ask for, and answers it if they let it through. */
  private void disturbed(Request request, Reply reply) throws IOException, InterruptedException {
    Disruption disruption = faults.strike(request.attributes());
    request.setDisruption(disruption);
    Thread.sleep(disruption.delay().toMillis());
    if (disruption.loss() != Disruption.Loss.NONE) {
      reply.lose();
    }
    if (disruption.loss() == Disruption.Loss.BEFORE) {
      return;
    }
    if (disruption.retryAfterSeconds() > 0) {
      reply.header("Retry-After", Long.toString(disruption.retryAfterSeconds()));
    }
    if (disruption.compaction()) {
      compaction.run();
    }
    answer(request, reply);
  }

  private void answer(Request request, Reply reply) throws IOException, InterruptedException {
    try {
      request
          .disruption()
          .refusal()
          .ifPresent(
              refusal -> {
                throw refusal;
              });
      gate.admit(request);
      router.handle(request, reply);
    } catch (PageNotFound e) {
      reply.text(404, "404 page not found\n");
    } catch (Refusal e) {
      refuse(e, request, reply);
    } catch (MalformedJson e) {
      refuse(Refusal.badRequest(String.valueOf(e.getMessage())), request, reply);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("{} {} failed", request.method(), request.path(), e);
      refuse(Refusal.internal(String.valueOf(e)), request, reply);
    }
  }

  private static void refuse(Refusal refusal, Request request, Reply reply) throws IOException {
    if (reply.isSent()) {
      return;
    }
    if (Format.prefersYaml(request.accept())) {
      byte[] yaml = Yaml.write(refusal.status()).getBytes(StandardCharsets.UTF_8);
      reply.whole(refusal.code(), "application/yaml", yaml, List.of());
    } else {
      reply.whole(refusal.code(), "application/json", Json.bytes(refusal.status()), List.of());
    }
  }
}
