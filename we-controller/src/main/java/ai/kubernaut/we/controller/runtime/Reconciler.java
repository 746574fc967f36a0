package ai.kubernaut.we.controller.runtime;

/** Brings the world nearer to what is wanted for one key. */
@FunctionalInterface
public interface Reconciler<K> {

  /** Looks at the world as it is now, acts, and says when to look again. */
  Next reconcile(K key);
}
