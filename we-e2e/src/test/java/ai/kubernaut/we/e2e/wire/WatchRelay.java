package ai.kubernaut.we.e2e.wire;

import ai.kubernaut.we.e2e.wire.FaultPlan.Choice;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;

/** Passes the events of one watch on, until it meets its fault. */
final class WatchRelay {

  private static final int MOST_EVENTS = 12;
  private static final int MOST_DELAY = 300;
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final String EXPIRED =
      """
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},\
      "status":"Failure","message":"too old resource version","reason":"Expired","code":410}}
      """;

  private final HttpExchange exchange;
  private final Call call;
  private final Choice choice;
  private final CountDownLatch cut = new CountDownLatch(1);

  WatchRelay(HttpExchange exchange, Call call, Choice choice) {
    this.exchange = exchange;
    this.call = call;
    this.choice = choice;
  }

  /** Breaks it, from another thread. */
  void cut() {
    cut.countDown();
    call.cancel();
  }

  void run() throws IOException, InterruptedException {
    try (Response response = call.execute()) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(response.code(), 0);
      exchange.getResponseBody().flush();
      pass(response.body().source(), exchange.getResponseBody());
    }
  }

  private void pass(BufferedSource source, OutputStream out)
      throws IOException, InterruptedException {
    int events = choice.random().nextInt(MOST_EVENTS);
    for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
      if (choice.fault() == Fault.WATCH_SLOW) {
        Thread.sleep(choice.millis(MOST_DELAY));
      } else if (choice.fault() != Fault.NONE && events-- == 0) {
        end(line, out);
        return;
      }
      write(out, line + "\n");
    }
    out.close();
  }

  /** Closing the stream ends it in good order; closing only the exchange breaks it. */
  private void end(String line, OutputStream out) throws IOException, InterruptedException {
    switch (choice.fault()) {
      case WATCH_CUT -> write(out, line.substring(0, line.length() / 2));
      case WATCH_SILENT -> {
        boolean unused = cut.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
      case WATCH_EXPIRED -> {
        write(out, EXPIRED);
        out.close();
      }
      default -> out.close();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
