package ai.kubernaut.we.controller.runtime;

/** Told what a cache goes through. Implementations must be quick. */
public interface CacheObserver {

  CacheObserver NONE = new CacheObserver() {};

  /** The whole content was listed again. */
  default void relisted() {}

  /** A watch was opened again. */
  default void watchRestarted() {}

  /** An object could not be understood and was left out, or kept as it was before. */
  default void poisoned(String namespace, String name, RuntimeException why) {}

  /** A listener threw. */
  default void listenerFailed(RuntimeException why) {}
}
