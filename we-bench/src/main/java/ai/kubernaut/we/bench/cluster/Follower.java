package ai.kubernaut.we.bench.cluster;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.WatchCall;
import ai.kubernaut.we.kubernetes.WatchEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Watches objects from now on, in a thread of its own, and tells of every event as it comes. */
final class Follower implements AutoCloseable {

  private final WatchCall call;
  private final Thread thread;

  private Follower(WatchCall call, Thread thread) {
    this.call = call;
    this.thread = thread;
  }

  static Follower of(KubernetesApi api, Selection selection, Consumer<WatchEvent> events)
      throws InterruptedException {
    ResourcePage now = Place.value(api.page(selection, 1, ""));
    WatchCall call = api.watch(selection, now.resourceVersion(), Duration.ofHours(1));
    CountDownLatch opened = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () ->
                call.run(opened::countDown, event -> deliver(event, events))
                    .ifPresent(Follower::complain),
            "follower");
    thread.setDaemon(true);
    thread.start();
    opened.await();
    return new Follower(call, thread);
  }

  private static void deliver(WatchEvent event, Consumer<WatchEvent> events) {
    if (event.type() != WatchEvent.Type.BOOKMARK) {
      events.accept(event);
    }
  }

  private static void complain(ApiError error) {
    if (!error.message().contains("Canceled") && !error.message().contains("closed")) {
      System.err.println("a watch has ended: " + error.summary());
    }
  }

  @Override
  public void close() {
    call.cancel();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
