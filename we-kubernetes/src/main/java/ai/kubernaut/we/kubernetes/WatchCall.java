package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One watch, which runs once in the thread that asks for it. It ends when the server ends it, when
 * the stream breaks, when it is cancelled, and in any case a little after the duration it was made
 * for, so that a connection that is silently gone cannot hold it.
 */
public final class WatchCall {

  private final Transport transport;
  private final Transport.Sending sending;
  private final AtomicReference<@Nullable Call> call = new AtomicReference<>();
  private volatile boolean cancelled;

  WatchCall(Transport transport, Transport.Sending sending) {
    this.transport = transport;
    this.sending = sending;
  }

  /**
   * Delivers events until the watch ends.
   *
   * @param opened runs when the server has accepted the watch
   * @param events gets each event; what it throws ends the watch and reaches the caller
   * @return why it ended, or empty if the server ended it in good order
   */
  public Optional<ApiError> run(Runnable opened, Consumer<WatchEvent> events) {
    try (Response response = transport.send(sending, this::started)) {
      if (!response.isSuccessful()) {
        return Optional.of(KubernetesApi.refusal(response));
      }
      opened.run();
      return deliver(response.body().source(), events);
    } catch (IOException | JsonParseException broken) {
      transport.distrustIdleConnections();
      return Optional.of(KubernetesApi.noAnswer(broken));
    }
  }

  /** Ends the watch from another thread, or keeps it from starting. */
  public void cancel() {
    cancelled = true;
    Call running = call.get();
    if (running != null) {
      running.cancel();
    }
  }

  private void started(Call next) {
    call.set(next);
    if (cancelled) {
      next.cancel();
    }
  }

  private static Optional<ApiError> deliver(BufferedSource source, Consumer<WatchEvent> events)
      throws IOException {
    for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
      if (line.isBlank()) {
        continue;
      }
      JsonObject frame =
          Json.parse(line).orElseThrow(() -> new IOException("the watch was cut within an event"));
      JsonObject object = Json.object(frame, "object").orElseGet(JsonObject::new);
      String type = Json.string(frame, "type").orElse("");
      if (type.equals("ERROR")) {
        return Optional.of(ApiErrors.fromEvent(object));
      }
      known(type).ifPresent(known -> events.accept(new WatchEvent(known, object)));
    }
    return Optional.empty();
  }

  private static Optional<WatchEvent.Type> known(String name) {
    for (WatchEvent.Type type : WatchEvent.Type.values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
