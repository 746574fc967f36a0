package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Decoder;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.WatchEvent;
import ai.kubernaut.we.kubernetes.Watched;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of a selection as lean models, kept current by one thread that lists and watches, and
 * never older than what this process has itself written and handed in with {@link #written}. Reads
 * cost no request.
 *
 * <p>One object that cannot be understood is reported and left out; what was held of it stays. A
 * type that the server does not serve is waited for. A listener or index function that throws loses
 * nothing but its own part.
 */
public final class WatchCache<T extends Watched> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WatchCache.class);

  private final Selection selection;
  private final Decoder<T> decoder;
  private final ObjectStore<T> store;
  private final ListWatch listWatch;
  private final List<CacheListener<T>> listeners;
  private final CacheObserver observer;
  private final InstantSource clock;
  private final Thread thread;
  private final CountDownLatch decided = new CountDownLatch(1);
  private final AtomicLong relists = new AtomicLong();
  private final AtomicLong restarts = new AtomicLong();
  private final AtomicLong poisoned = new AtomicLong();
  private volatile boolean synced;
  private volatile boolean notServed;
  private volatile @Nullable Instant lastContact;
  private volatile @Nullable ApiError lastError;

  private WatchCache(Builder<T> builder) {
    this.selection = builder.selection;
    this.decoder = builder.decoder;
    this.observer = builder.observer;
    this.clock = builder.clock;
    this.listeners = new CopyOnWriteArrayList<>(builder.listeners);
    Map<String, Index<T>> indexes = new LinkedHashMap<>();
    builder.indexes.forEach((name, of) -> indexes.put(name, new Index<>(of, this::indexFailed)));
    this.store = new ObjectStore<>(indexes, builder.overlayFor, builder.nanoTime);
    this.listWatch =
        new ListWatch(
            builder.api,
            selection,
            builder.settings(),
            new Feed(),
            builder.nanoTime,
            builder.random);
    this.thread = new Thread(listWatch, "watch-" + selection.type().plural());
    this.thread.setDaemon(true);
  }

  public static <T extends Watched> Builder<T> builder(
      KubernetesApi api, Selection selection, Decoder<T> decoder) {
    return new Builder<>(api, selection, decoder);
  }

  public void start() {
    thread.start();
  }

  /** Adds a listener, which hears of changes from now on. */
  public void listen(CacheListener<T> listener) {
    listeners.add(listener);
  }

  public Optional<T> get(String namespace, String name) {
    return store.get(new ObjectKey(namespace, name));
  }

  public Optional<T> byUid(String uid) {
    return store.byUid(uid);
  }

  /** The objects for which the named index gives this value. */
  public List<T> find(String index, String value) {
    return store.find(index, value);
  }

  public List<T> all() {
    return store.all();
  }

  public int size() {
    return store.size();
  }

  /** Takes in the object that the server returned for an own create, update or patch. */
  public void written(T object) {
    store.written(object).ifPresent(this::tell);
  }

  /**
   * Takes in that an own deletion has removed an object for good. An object that still waits for
   * finalizers is {@link #written} instead.
   *
   * @param resourceVersion its last version, empty if not known
   */
  public void deleted(String uid, String resourceVersion) {
    store.deleted(uid, resourceVersion).ifPresent(this::tell);
  }

  /** Whether the content was complete at least once. */
  public boolean synced() {
    return synced;
  }

  /** Whether the server, when last asked, did not serve this type. */
  public boolean notServed() {
    return notServed;
  }

  /** Waits until the cache is synced or its type found not served. Returns false if it is late. */
  public boolean awaitDecided(Duration longest) throws InterruptedException {
    return decided.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** When the server last answered or sent something. */
  public Optional<Instant> lastContact() {
    return Optional.ofNullable(lastContact);
  }

  /** Why the last list or watch failed, until a list succeeds. */
  public Optional<ApiError> lastError() {
    return Optional.ofNullable(lastError);
  }

  public Selection selection() {
    return selection;
  }

  /** How often the whole content was listed again. */
  public long relists() {
    return relists.get();
  }

  public long watchRestarts() {
    return restarts.get();
  }

  /** How many times an object could not be understood. */
  public long poisoned() {
    return poisoned.get();
  }

  /** Stops following. What is held stays readable. */
  @Override
  public void close() {
    listWatch.stop();
    thread.interrupt();
  }

  private void tell(Change<T> change) {
    for (CacheListener<T> listener : listeners) {
      try {
        listener.changed(change);
      } catch (RuntimeException broken) {
        log.error("A listener of {} failed", selection.type().plural(), broken);
        observer.listenerFailed(broken);
      }
    }
  }

  private void indexFailed(RuntimeException broken) {
    log.error("An index of {} failed", selection.type().plural(), broken);
    observer.listenerFailed(broken);
  }

  /** Takes what the API says into the store. Used by one thread. */
  private final class Feed implements ListWatch.Sink {

    private final Map<ObjectKey, T> listed = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();
    private long began;

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
      List<Change<T>> changes = store.replace(listed.values(), kept, began);
      listed.clear();
      synced = true;
      notServed = false;
      lastError = null;
      decided.countDown();
      changes.forEach(WatchCache.this::tell);
    }

    @Override
    public void event(WatchEvent event) {
      switch (event.type()) {
        case ADDED, MODIFIED ->
            decode(event.object()).flatMap(store::seen).ifPresent(WatchCache.this::tell);
        case DELETED ->
            Json.string(event.object(), "metadata", "uid")
                .flatMap(uid -> store.seenDeleted(uid, event.resourceVersion()))
                .ifPresent(WatchCache.this::tell);
        case BOOKMARK -> log.trace("{} are at {}", selection.type().plural(), event);
      }
    }

    @Override
    public void contact() {
      lastContact = clock.instant();
      store.expire().forEach(WatchCache.this::tell);
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
      restarts.incrementAndGet();
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
      log.error(
          "{} {} in {} cannot be understood: {}",
          selection.type().kind(),
          name,
          namespace,
          why.getClass().getSimpleName());
      poisoned.incrementAndGet();
      observer.poisoned(namespace, name, why);
    }
  }

  /** Settings, all with defaults fit for production. */
  public static final class Builder<T extends Watched> {

    private final KubernetesApi api;
    private final Selection selection;
    private final Decoder<T> decoder;
    private final List<CacheListener<T>> listeners = new ArrayList<>();
    private final Map<String, Function<? super T, ? extends Collection<String>>> indexes =
        new LinkedHashMap<>();
    private CacheObserver observer = CacheObserver.NONE;
    private int pageSize = 500;
    private Duration watchFor = Duration.ofMinutes(3);
    private Duration settled = Duration.ofSeconds(1);
    private Duration relistEvery = Duration.ofHours(1);
    private Duration overlayFor = Duration.ofSeconds(60);
    private Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private InstantSource clock = InstantSource.system();
    private LongSupplier nanoTime = System::nanoTime;
    private RandomGenerator random = new Random();

    private Builder(KubernetesApi api, Selection selection, Decoder<T> decoder) {
      this.api = api;
      this.selection = selection;
      this.decoder = decoder;
    }

    public Builder<T> listener(CacheListener<T> listener) {
      listeners.add(listener);
      return this;
    }

    /** Makes objects findable by the values that a function gives for them. */
    public Builder<T> index(String name, Function<? super T, ? extends Collection<String>> of) {
      indexes.put(name, of);
      return this;
    }

    public Builder<T> observer(CacheObserver sink) {
      this.observer = sink;
      return this;
    }

    public Builder<T> pageSize(int objects) {
      this.pageSize = objects;
      return this;
    }

    /** About how long one watch stays open; a silent connection is noticed no sooner. */
    public Builder<T> watchFor(Duration about) {
      this.watchFor = about;
      return this;
    }

    /** A watch that ended sooner than this counts as a failure. */
    public Builder<T> settledAfter(Duration least) {
      this.settled = least;
      return this;
    }

    public Builder<T> relistEvery(Duration about) {
      this.relistEvery = about;
      return this;
    }

    /** How long an own write is believed before the watch has shown it. */
    public Builder<T> overlayFor(Duration longest) {
      this.overlayFor = longest;
      return this;
    }

    public Builder<T> backoff(Backoff waits) {
      this.backoff = waits;
      return this;
    }

    public Builder<T> clock(InstantSource wallClock, LongSupplier monotonicNanos) {
      this.clock = wallClock;
      this.nanoTime = monotonicNanos;
      return this;
    }

    public Builder<T> random(RandomGenerator source) {
      this.random = source;
      return this;
    }

    public WatchCache<T> build() {
      return new WatchCache<>(this);
    }

    private ListWatch.Settings settings() {
      return new ListWatch.Settings(pageSize, watchFor, settled, relistEvery, backoff);
    }
  }
}
