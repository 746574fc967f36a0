package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Decoder;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.WatchEvent;
import ai.kubernaut.we.kubernetes.Watched;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the API says into a store, object by object, and keeps count of how that goes. Fed by
 * one thread, asked by any.
 */
final class CacheFeed<T extends Watched> implements ListWatchSink {

  private static final Logger log = LoggerFactory.getLogger(CacheFeed.class);

  private final ResourceType type;
  private final Decoder<T> decoder;
  private final ObjectStore<T> store;
  private final Consumer<Change<T>> listeners;
  private final CacheObserver observer;
  private final InstantSource clock;

  private final Map<ObjectKey, T> listed = new LinkedHashMap<>();
  private final Set<String> kept = new HashSet<>();
  private long began;

  final CountDownLatch decided = new CountDownLatch(1);
  final AtomicLong relists = new AtomicLong();
  final AtomicLong watchRestarts = new AtomicLong();
  final AtomicLong poisoned = new AtomicLong();
  volatile boolean synced;
  volatile boolean notServed;
  volatile @Nullable Instant lastContact;
  volatile @Nullable ApiError lastError;

  CacheFeed(
      ResourceType type,
      Decoder<T> decoder,
      ObjectStore<T> store,
      Consumer<Change<T>> listeners,
      CacheObserver observer,
      InstantSource clock) {
    this.type = type;
    this.decoder = decoder;
    this.store = store;
    this.listeners = listeners;
    this.observer = observer;
    this.clock = clock;
  }

  @Override
  public void listing() {
    listed.clear();
    kept.clear();
    began = store.beginList();
  }

  @Override
  public void listed(JsonObject object) {
    decode(object)
        .ifPresentOrElse(
            model -> listed.put(ObjectKey.of(model), model),
            () -> kept.add(Json.string(object, "metadata", "uid").orElse("")));
  }

  @Override
  public void listEnded() {
    var changes = store.replace(listed.values(), kept, began);
    listed.clear();
    synced = true;
    notServed = false;
    lastError = null;
    changes.forEach(listeners);
    decided.countDown();
  }

  @Override
  public void event(WatchEvent event) {
    switch (event.type()) {
      case ADDED, MODIFIED -> decode(event.object()).flatMap(store::seen).ifPresent(listeners);
      case DELETED ->
          Json.string(event.object(), "metadata", "uid")
              .flatMap(uid -> store.seenDeleted(uid, event.resourceVersion()))
              .ifPresent(listeners);
      case BOOKMARK -> log.trace("{} are at {}", type.plural(), event.resourceVersion());
    }
  }

  @Override
  public void contact() {
    lastContact = clock.instant();
    store.expire().forEach(listeners);
  }

  @Override
  public void notServed() {
    notServed = true;
    decided.countDown();
  }

  @Override
  public void failed(ApiError error) {
    lastError = error;
  }

  @Override
  public void relisted() {
    relists.incrementAndGet();
    observer.relisted();
  }

  @Override
  public void watchRestarted() {
    watchRestarts.incrementAndGet();
    observer.watchRestarted();
  }

  private Optional<T> decode(JsonObject object) {
    Json.object(object, "metadata").ifPresent(metadata -> metadata.remove("managedFields"));
    try {
      T model = decoder.decode(object);
      if (model.uid().isEmpty() || model.name().isEmpty()) {
        throw new IllegalArgumentException("an object without uid or name");
      }
      return Optional.of(model);
    } catch (RuntimeException poison) {
      poisoned(object, poison);
      return Optional.empty();
    }
  }

  private void poisoned(JsonObject object, RuntimeException why) {
    String namespace = Json.string(object, "metadata", "namespace").orElse("");
    String name = Json.string(object, "metadata", "name").orElse("");
    // Without the exception's message: it may quote the object.
    String reason = why.getClass().getSimpleName();
    log.error("{} {}/{} cannot be understood: {}", type.kind(), namespace, name, reason);
    poisoned.incrementAndGet();
    observer.poisoned(namespace, name, why);
  }
}
