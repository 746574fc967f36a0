package ai.kubernaut.we.controller.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells changes to listeners. One that throws is reported and keeps the others from nothing. */
final class Listeners<T> implements Consumer<Change<T>> {

  private static final Logger log = LoggerFactory.getLogger(Listeners.class);

  private final List<CacheListener<T>> listeners;
  private final CacheObserver observer;

  Listeners(List<CacheListener<T>> listeners, CacheObserver observer) {
    this.listeners = new CopyOnWriteArrayList<>(listeners);
    this.observer = observer;
  }

  void add(CacheListener<T> listener) {
    listeners.add(listener);
  }

  @Override
  public void accept(Change<T> change) {
    for (CacheListener<T> listener : listeners) {
      try {
        listener.changed(change);
      } catch (RuntimeException broken) {
        failed(broken);
      }
    }
  }

  void failed(RuntimeException broken) {
    log.error("A listener or index function failed", broken);
    observer.listenerFailed(broken);
  }
}
