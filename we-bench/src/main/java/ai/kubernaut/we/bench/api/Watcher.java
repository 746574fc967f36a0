package ai.kubernaut.we.bench.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Follows the executions from now on, and notes when the event of a probe arrives. */
final class Watcher implements AutoCloseable {
  private static final Pattern PROBE = Pattern.compile("\"name\":\\s*\"(probe-[^\"]+)\"");

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Runnable end;
  private volatile boolean closed;

  /** An event of this object, and the time. */
  private record Arrival(String name, long nanos) {}

  /** Over a chunked answer, as clients and kubectl do; the mock knows only WebSockets. */
  Watcher(Contender.Kind kind, Requests requests) {
    String query = Executions.collection() + "?watch=true&resourceVersion=" + requests.version();
    end =
        kind == Contender.Kind.MOCK
            ? webSocket(requests.client(), requests.uri(query))
            : stream(requests.client(), requests.uri(query));
  }

  /** When the event of a probe arrived. */
  long await(String name) throws InterruptedException {
    while (true) {
      Arrival arrival = arrivals.poll(30, TimeUnit.SECONDS);
      if (arrival == null) {
        throw new IllegalStateException("no event of " + name);
      }
      if (arrival.name().equals(name)) {
        return arrival.nanos();
      }
    }
  }

  private void read(CharSequence text) {
    long now = System.nanoTime();
    Matcher matcher = PROBE.matcher(text);
    if (matcher.find()) {
      arrivals.add(new Arrival(matcher.group(1), now));
    }
  }

  private Runnable stream(HttpClient client, URI uri) {
    try {
      HttpResponse<Stream<String>> response =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines());
      Thread reader = new Thread(() -> readAll(response.body()), "watch");
      reader.setDaemon(true);
      reader.start();
      return response.body()::close;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void readAll(Stream<String> lines) {
    try {
      lines.forEach(this::read);
    } catch (UncheckedIOException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  private Runnable webSocket(HttpClient client, URI uri) {
    URI address = URI.create(uri.toString().replaceFirst("^http", "ws"));
    WebSocket socket = client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    return socket::abort;
  }

  @Override
  public void close() {
    closed = true;
    end.run();
  }

  /** Puts the parts of a message together. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        read(message);
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
