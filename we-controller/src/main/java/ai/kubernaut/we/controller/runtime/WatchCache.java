package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Decoder;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.Watched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

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

  private final Selection selection;
  private final Listeners<T> listeners;
  private final Listeners<T> witnesses;
  private final ObjectStore<T> store;
  private final CacheFeed<T> feed;
  private final ListWatch listWatch;
  private final Thread thread;

  private WatchCache(Builder<T> builder) {
    this.selection = builder.selection;
    CacheObserver observer = new GuardedObserver(builder.observer);
    this.listeners = new Listeners<>(builder.listeners, observer);
    this.witnesses = new Listeners<>(List.of(), observer);
    Map<String, Index<T>> indexes = new LinkedHashMap<>();
    builder.indexes.forEach((name, of) -> indexes.put(name, new Index<>(of, listeners::failed)));
    this.store = new ObjectStore<>(indexes, witnesses, builder.overlayFor, builder.nanoTime);
    this.feed =
        new CacheFeed<>(
            selection.type(), builder.decoder, store, listeners, observer, builder.clock);
    this.listWatch =
        new ListWatch(
            builder.api, selection, builder.settings(), feed, builder.nanoTime, builder.random);
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

  /**
   * Adds one that hears of each change, in their order, before this cache shows it: so that what it
   * notes is never behind what is seen here. All reading waits for it, and it must not read here.
   */
  public void witness(CacheListener<T> note) {
    witnesses.add(note);
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
    store.written(object).ifPresent(listeners);
  }

  /**
   * Takes in that an own deletion has removed an object for good. An object that still waits for
   * finalizers is {@link #written} instead.
   *
   * @param resourceVersion its last version, empty if not known
   */
  public void deleted(String uid, String resourceVersion) {
    store.deleted(uid, resourceVersion).ifPresent(listeners);
  }

  /** Whether the content was complete at least once. */
  public boolean synced() {
    return feed.synced;
  }

  /** Whether the server, when last asked, did not serve this type. */
  public boolean notServed() {
    return feed.notServed;
  }

  /** Waits until the cache is synced or its type found not served. Returns false if it is late. */
  public boolean awaitDecided(Duration longest) throws InterruptedException {
    return feed.decided.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** When the server last answered or sent something. */
  public Optional<Instant> lastContact() {
    return Optional.ofNullable(feed.lastContact);
  }

  /** Why the last list or watch failed, until a list succeeds. */
  public Optional<ApiError> lastError() {
    return Optional.ofNullable(feed.lastError);
  }

  public Selection selection() {
    return selection;
  }

  /** How often the whole content was listed again. */
  public long relists() {
    return feed.relists.get();
  }

  public long watchRestarts() {
    return feed.watchRestarts.get();
  }

  /** How many times an object could not be understood. */
  public long poisoned() {
    return feed.poisoned.get();
  }

  /** Stops following. What is held stays readable. */
  @Override
  public void close() {
    listWatch.stop();
    thread.interrupt();
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
    private Duration watchFor = Duration.ofMinutes(7);
    private Duration settled = Duration.ofSeconds(1);
    private Duration relistEvery = Duration.ofHours(1);
    private Duration quietFor = Duration.ofMinutes(10);
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

    /** About how long one watch stays open. */
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

    /** After hearing nothing for so long, not even a bookmark, everything is listed again. */
    public Builder<T> quietFor(Duration longest) {
      this.quietFor = longest;
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

    private ListWatchSettings settings() {
      return new ListWatchSettings(pageSize, watchFor, settled, relistEvery, quietFor, backoff);
    }
  }
}
