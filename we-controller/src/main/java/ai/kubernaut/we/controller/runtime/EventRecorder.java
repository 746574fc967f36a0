package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what happens to objects, as core/v1 Events. Recording never waits and never fails:
 * one thread sends what is recorded, tries each event a few times, and drops and counts what cannot
 * be sent or does not fit the queue.
 *
 * <p>An object has one Event per reason and type. It is named after them, so that a repeat, also
 * one after a restart, raises its count instead of adding another.
 */
public final class EventRecorder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventRecorder.class);
  private static final int TRIES = 3;
  private static final int REMEMBERED = 1000;

  private final KubernetesApi api;
  private final String component;
  private final String instance;
  private final int capacity;
  private final Backoff backoff;
  private final InstantSource clock;

  private final RandomGenerator random = new Random();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<EventText> queue = new ArrayDeque<>();
  private final Map<ResourceRef, Integer> counts = new LinkedHashMap<>(16, 0.75f, true);
  private final Thread thread = new Thread(this::run, "events");
  private boolean sending;
  private boolean closed;
  private long dropped;

  /**
   * A recorder that is not started yet.
   *
   * @param component who reports, such as {@code we-controller}
   * @param instance which of its processes
   * @param capacity how many events may wait to be sent
   * @param backoff between the tries of one event
   */
  public EventRecorder(
      KubernetesApi api,
      String component,
      String instance,
      int capacity,
      Backoff backoff,
      InstantSource clock) {
    this.api = api;
    this.component = component;
    this.instance = instance;
    this.capacity = capacity;
    this.backoff = backoff;
    this.clock = clock;
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Records something that went as it should. */
  public void normal(InvolvedObject about, String reason, String message) {
    record(new EventText(about, "Normal", reason, EventText.shorten(message), clock.instant()));
  }

  /** Records something that somebody should look at. */
  public void warning(InvolvedObject about, String reason, String message) {
    record(new EventText(about, "Warning", reason, EventText.shorten(message), clock.instant()));
  }

  /** Waits until all that was recorded is sent or dropped. Returns false if that took too long. */
  public boolean flush(Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while ((sending || !queue.isEmpty()) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !sending && queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** How many events were never sent. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what was not sent, and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      dropped += queue.size();
      queue.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void record(EventText event) {
    lock.lock();
    try {
      if (closed || queue.size() >= capacity) {
        dropped++;
        return;
      }
      queue.addLast(event);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (EventText event = take(); event != null; event = take()) {
      Optional<ApiError> error = deliver(event);
      finish(error.isPresent());
      if (error.isPresent()) {
        log.warn("Event {} was dropped: {}", event.reason(), error.get().summary());
      }
    }
  }

  private @Nullable EventText take() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      EventText next = queue.pollFirst();
      sending = next != null;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void finish(boolean lost) {
    lock.lock();
    try {
      sending = false;
      dropped += lost ? 1 : 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tries a few times; a refusal that would come again is not tried again. */
  private Optional<ApiError> deliver(EventText event) {
    Optional<ApiError> error = send(event, false);
    for (int failed = 1; failed < TRIES; failed++) {
      if (error.isEmpty() || !error.get().isTransient() || !waitFor(failed, error.get())) {
        return error;
      }
      error = send(event, error.get().mayHaveHappened());
    }
    return error;
  }

  private Optional<ApiError> send(EventText event, boolean mayBeThere) {
    try {
      return createOrRaise(event, mayBeThere);
    } catch (Throwable broken) {
      log.error("Event {} cannot be sent", event.reason(), broken);
      return Optional.of(ApiError.noAnswer(broken.getClass().getSimpleName()));
    }
  }

  private Optional<ApiError> createOrRaise(EventText event, boolean mayBeThere) {
    ResourceRef ref = ResourceType.EVENTS.named(event.namespace(), event.name());
    Integer count = counts.get(ref);
    if (count != null) {
      Optional<ApiError> error = raise(ref, event, count + 1);
      if (error.filter(gone -> gone.is(ApiError.Kind.NOT_FOUND)).isEmpty()) {
        return error;
      }
      counts.remove(ref);
    }
    ApiAnswer<JsonObject> created =
        api.create(ResourceType.EVENTS, event.namespace(), event.toJson(component, instance));
    if (created.failure().filter(e -> e.is(ApiError.Kind.ALREADY_EXISTS)).isEmpty()) {
      return remember(ref, created, 1);
    }
    return mayBeThere ? Optional.empty() : raiseUnknown(ref, event);
  }

  /** An empty patch answers with the Event: there is no right to read Events everywhere. */
  private Optional<ApiError> raiseUnknown(ResourceRef ref, EventText event) {
    return api.mergePatch(ref, new JsonObject())
        .match(there -> raise(ref, event, EventText.countOf(there) + 1), Optional::of);
  }

  private Optional<ApiError> raise(ResourceRef ref, EventText event, int count) {
    return remember(ref, api.mergePatch(ref, event.repeated(count)), count);
  }

  private Optional<ApiError> remember(ResourceRef ref, ApiAnswer<JsonObject> answer, int count) {
    if (answer.failure().isEmpty()) {
      counts.put(ref, count);
      if (counts.size() > REMEMBERED) {
        counts.remove(counts.keySet().iterator().next());
      }
    }
    return answer.failure();
  }

  /** Waits before the next try. Returns false if the recorder was closed meanwhile. */
  private boolean waitFor(int failures, ApiError error) {
    Duration wait = backoff.after(failures, random);
    Duration asked = error.retryAfter().orElse(Duration.ZERO);
    boolean grant = asked.compareTo(wait) > 0 && asked.compareTo(backoff.longest()) <= 0;
    lock.lock();
    try {
      long left = (grant ? asked : wait).toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
