package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.kubernetes.Watched;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes what was read from the server into a cache. The watch, which comes later, finds nothing new
 * in it then; so it is told here, because it may concern others than the one who read.
 *
 * @param told of what was news, as if the watch had brought it
 */
record Reads<T extends Watched>(WatchCache<T> cache, Consumer<Change<T>> told) {

  void take(T read) {
    Optional<T> before = cache.byUid(read.uid());
    cache.written(read);
    if (!isVersionOf(before, read) && isVersionOf(cache.byUid(read.uid()), read)) {
      told.accept(new Change<>(before, Optional.of(read), Change.Origin.WATCH));
    }
  }

  private static <T extends Watched> boolean isVersionOf(Optional<T> held, T read) {
    return held.filter(h -> h.resourceVersion().equals(read.resourceVersion())).isPresent();
  }
}
