package ai.kubernaut.we.controller.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what a cache goes through. An observer that throws is reported and ends nothing. */
final class GuardedObserver implements CacheObserver {

  private static final Logger log = LoggerFactory.getLogger(GuardedObserver.class);

  private final CacheObserver observer;

  GuardedObserver(CacheObserver observer) {
    this.observer = observer;
  }

  @Override
  public void relisted() {
    tell(observer::relisted);
  }

  @Override
  public void watchRestarted() {
    tell(observer::watchRestarted);
  }

  @Override
  public void poisoned(String namespace, String name, RuntimeException why) {
    tell(() -> observer.poisoned(namespace, name, why));
  }

  @Override
  public void listenerFailed(RuntimeException why) {
    tell(() -> observer.listenerFailed(why));
  }

  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException broken) {
      log.error("An observer failed", broken);
    }
  }
}
