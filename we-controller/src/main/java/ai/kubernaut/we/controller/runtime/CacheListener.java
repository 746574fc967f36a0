package ai.kubernaut.we.controller.runtime;

/**
 * Hears of changes, in the thread that brought them and without any lock held. Two threads may
 * bring changes of one object at once, so a listener should look at the cache for what is, and take
 * a change as a reason to look.
 */
@FunctionalInterface
public interface CacheListener<T> {

  void changed(Change<T> change);
}
