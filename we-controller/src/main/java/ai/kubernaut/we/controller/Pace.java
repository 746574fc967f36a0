package ai.kubernaut.we.controller;

import ai.kubernaut.we.core.plan.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How often the progress of a run is written: not oftener than configured, and when it settles. */
final class Pace {

  /** The last news of a run, such as its last task's end, is soon followed by its own end. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private final Supplier<Settings> settings;
  private final InstantSource clock;
  private final Map<String, Instant> writes = new ConcurrentHashMap<>();

  Pace(Supplier<Settings> settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void wrote(String executionUid, Instant at) {
    writes.put(executionUid, at);
  }

  void forget(String executionUid) {
    writes.remove(executionUid);
  }

  /** When this process last wrote the status of an execution. */
  Instant lastWrite(String executionUid) {
    return writes.getOrDefault(executionUid, Instant.EPOCH);
  }

  /** How long to wait with progress that is seen now. */
  Duration untilDue(String executionUid) {
    Instant due = lastWrite(executionUid).plus(settings.get().progressInterval());
    Duration left = Duration.between(clock.instant(), due);
    return left.compareTo(SETTLING) < 0 ? SETTLING : left;
  }
}
