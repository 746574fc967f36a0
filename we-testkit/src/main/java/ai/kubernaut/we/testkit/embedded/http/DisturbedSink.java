package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.api.Selection;
import ai.kubernaut.we.testkit.embedded.api.Watch;
import ai.kubernaut.we.testkit.embedded.faults.EventDisruption;
import ai.kubernaut.we.testkit.embedded.faults.Faults;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.traffic.RequestFacts;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Passes the events of a watch on, but for those that faults drop, delay, or break it off at. */
final class DisturbedSink implements Watch.Sink {
  private final Watch.Sink sink;
  private final Faults faults;
  private final RequestFacts watch;
  private boolean broken;

  DisturbedSink(Watch.Sink sink, Faults faults, RequestFacts watch) {
    this.sink = sink;
    this.faults = faults;
    this.watch = watch;
  }

  /** Whether the connection is to be lost instead of ended. */
  boolean isBroken() {
    return broken;
  }

  @Override
  public boolean isOver() {
    return broken;
  }

  @Override
  public void event(Selection.Sight sight) throws IOException {
    EventDisruption disruption = faults.strikeEvent(watch);
    pause(disruption);
    broken |= disruption.broken();
    if (!broken && !disruption.dropped()) {
      sink.event(sight);
    }
  }

  private static void pause(EventDisruption disruption) throws InterruptedIOException {
    try {
      Thread.sleep(disruption.delay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an event was held back");
    }
  }

  @Override
  public void bookmark(long revision, boolean initialEventsEnd) throws IOException {
    if (!broken) {
      sink.bookmark(revision, initialEventsEnd);
    }
  }

  @Override
  public void error(Refusal refusal) throws IOException {
    if (!broken) {
      sink.error(refusal);
    }
  }
}
