package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Batch;
import ai.kubernaut.we.testkit.embedded.store.Change;
import ai.kubernaut.we.testkit.embedded.store.Compacted;
import ai.kubernaut.we.testkit.embedded.store.Listing;
import ai.kubernaut.we.testkit.embedded.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Follows a selection: what exists, what changes, and bookmarks in between. */
public final class Watch {
  private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(60);
  private static final Duration BOOKMARK_BEFORE_END = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Store store;
  private final Selection selection;
  private final ListQuery query;
  private final WatchClock clock;

  /** Where the events go. */
  public interface Sink {
    void event(Selection.Sight sight) throws IOException;

    /**
     * Everything up to a revision has been sent.
     *
     * @param initialEventsEnd whether this bookmark ends the initial events
     */
    void bookmark(long revision, boolean initialEventsEnd) throws IOException;

    void error(Refusal refusal) throws IOException;

    /** Whether nothing more can be told. */
    default boolean isOver() {
      return false;
    }
  }

  /** Refuses a query that makes no sense. */
  public Watch(Store store, Selection selection, ListQuery query, WatchClock clock) {
    query.check();
    if (!query.resourceVersion().matches("\\d{0,18}")) {
      throw Refusal.of(500, "", Revisions.complaint(query.resourceVersion()));
    }
    this.store = store;
    this.selection = selection;
    this.query = query;
    this.clock = clock;
  }

  /** Runs until its time is over, the store is closed, or the sink fails. */
  public void run(Sink sink) throws IOException, InterruptedException {
    Instant end = clock.now().plus(lifetime());
    long seen = Revisions.parse(query.resourceVersion());
    boolean initial = Boolean.TRUE.equals(query.initialEvents());
    if (initial || (seen == 0 && query.initialEvents() == null)) {
      seen = sendExisting(sink, initial);
    } else if (seen == 0) {
      seen = store.revision();
    }
    try {
      follow(sink, seen, end);
    } catch (Compacted e) {
      sink.error(Refusal.expired(String.valueOf(e.getMessage())));
    }
  }

  private Duration lifetime() {
    return query.timeoutSeconds() > 0 ? Duration.ofSeconds(query.timeoutSeconds()) : LONGEST;
  }

  private long sendExisting(Sink sink, boolean announceEnd) throws IOException {
    Place place = selection.place();
    Listing listing = store.list(place.type().collection(), place.namespace());
    for (var object : listing.objects()) {
      if (selection.matches(object)) {
        sink.event(new Selection.Sight(Change.Type.ADDED, object));
      }
    }
    if (announceEnd) {
      sink.bookmark(listing.revision(), true);
    }
    return listing.revision();
  }

  private void follow(Sink sink, long from, Instant end) throws IOException, InterruptedException {
    long seen = from;
    Instant bookmark = nextBookmark(end);
    while (clock.now().isBefore(end) && !store.isClosed() && !sink.isOver()) {
      Instant until = query.bookmarks() && bookmark.isBefore(end) ? bookmark : end;
      Duration wait = clock.until(until);
      Batch batch = store.await(selection.place().type().collection(), seen, wait);
      for (Change change : batch.changes()) {
        Selection.Sight sight = selection.see(change);
        if (sight != null) {
          sink.event(sight);
        }
      }
      seen = Math.max(seen, batch.revision());
      if (query.bookmarks() && !clock.now().isBefore(bookmark) && bookmark.isBefore(end)) {
        sink.bookmark(seen, false);
        bookmark = nextBookmark(end);
      }
    }
  }

  private Instant nextBookmark(Instant end) {
    Instant now = clock.now();
    Instant regular = now.plus(BOOKMARK_EVERY);
    Instant last = end.minus(BOOKMARK_BEFORE_END);
    return last.isAfter(now) && last.isBefore(regular) ? last : regular;
  }
}
