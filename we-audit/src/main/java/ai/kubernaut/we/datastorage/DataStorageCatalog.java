package ai.kubernaut.we.datastorage;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.WorkflowCatalog;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workflow catalog of Data Storage. Threads of its own look workflows up, each once however
 * many ask for it, and answers hold for a while. After a lookup that failed nobody is sent for a
 * pause that grows with every failure in a row; until it is over the answer is that the catalog is
 * unavailable.
 */
public final class DataStorageCatalog implements WorkflowCatalog {

  private static final Logger log = LoggerFactory.getLogger(DataStorageCatalog.class);
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int COUNTED_FAILURES = 30;
  private static final int THREADS = 4;

  /** Why and until when nobody is sent. */
  private record Outage(String reason, long until) {}

  private final DataStorage service;
  private final Lookup lookup;
  private final Consumer<String> answered;
  private final LongSupplier nanoTime;
  private final ExecutorService threads;
  private final IntervalFunction pauses =
      IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2, 0.5, LONGEST_PAUSE);
  private final AnswerCache cache;
  private final Set<String> underway = new HashSet<>();
  private Optional<Outage> outage = Optional.empty();
  private int failures;

  /**
   * A catalog that closes the way to the service when it is closed.
   *
   * @param goodFor how long an answer holds
   * @param answered told the id of a workflow when there is news of it; called on a thread of the
   *     catalog's and must be quick
   */
  public DataStorageCatalog(
      DataStorage service, Attempts attempts, Duration goodFor, Consumer<String> answered) {
    this(service, attempts, goodFor, answered, System::nanoTime);
  }

  DataStorageCatalog(
      DataStorage service,
      Attempts attempts,
      Duration goodFor,
      Consumer<String> answered,
      LongSupplier nanoTime) {
    this.service = service;
    this.lookup = new Lookup(service, attempts);
    this.cache = new AnswerCache(goodFor);
    this.answered = answered;
    this.nanoTime = nanoTime;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "catalog");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The service knows workflows by UUID, so there is none of any other id. */
  @Override
  public CatalogAnswer ask(String workflowId) {
    return UUID.matcher(workflowId).matches()
        ? find(workflowId)
        : new CatalogAnswer.NoSuchWorkflow();
  }

  private synchronized CatalogAnswer find(String workflowId) {
    Optional<CatalogAnswer> held = cache.get(workflowId, nanoTime.getAsLong());
    if (held.isPresent()) {
      return held.get();
    }
    Optional<Outage> now = outage();
    if (now.isPresent()) {
      return new CatalogAnswer.Unavailable(now.get().reason());
    }
    if (!threads.isShutdown() && underway.add(workflowId)) {
      threads.execute(() -> fetch(workflowId));
    }
    return new CatalogAnswer.Asked();
  }

  private synchronized Optional<Outage> outage() {
    return outage.filter(o -> o.until() - nanoTime.getAsLong() > 0);
  }

  private void fetch(String workflowId) {
    if (outage().isEmpty()) {
      try {
        answered(workflowId, lookup.find(workflowId));
      } catch (IOException | RuntimeException failed) {
        failed(failed);
      }
    }
    synchronized (this) {
      underway.remove(workflowId);
    }
    answered.accept(workflowId);
  }

  private synchronized void answered(String workflowId, CatalogAnswer answer) {
    cache.put(workflowId, answer, nanoTime.getAsLong());
    if (failures > 0) {
      log.info("the workflow catalog answers again");
    }
    failures = 0;
    outage = Optional.empty();
  }

  private synchronized void failed(Exception failed) {
    failures = Math.min(failures + 1, COUNTED_FAILURES);
    Duration own = Duration.ofMillis(pauses.apply(failures));
    Duration pause =
        failed instanceof Unavailable told
            ? told.retryAfter().filter(wish -> wish.compareTo(own) > 0).orElse(own)
            : own;
    Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    outage = Optional.of(new Outage(reason(failed), nanoTime.getAsLong() + bounded.toNanos()));
    if (Integer.bitCount(failures) == 1) {
      log.warn("the workflow catalog does not answer: {}", reason(failed));
    }
  }

  private static String reason(Exception failed) {
    return failed instanceof Unavailable told ? told.reason() : failed.toString();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    service.close();
  }
}
