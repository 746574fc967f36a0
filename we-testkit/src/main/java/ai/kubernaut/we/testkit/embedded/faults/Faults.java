package ai.kubernaut.we.testkit.embedded.faults;

import ai.kubernaut.we.testkit.embedded.traffic.RequestFacts;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * The faults of one API. They strike independently of each other; chance is drawn for each fault
 * and each matching request anew from the seed, so that it does not depend on other requests.
 */
public final class Faults {
  private final long seed;
  private final List<Injected> injected = new CopyOnWriteArrayList<>();
  private final AtomicInteger serial = new AtomicInteger();

  public Faults(long seed) {
    this.seed = seed;
  }

  /** Lets a fault happen from now on. */
  public Injected inject(Fault fault) {
    Injected added = new Injected(fault, serial.incrementAndGet());
    injected.add(added);
    return added;
  }

  /** Lets nothing go wrong any more. */
  public void clear() {
    injected.clear();
  }

  /** What goes wrong with a request. */
  public Disruption strike(RequestFacts request) {
    Disruption disruption = Disruption.NONE;
    for (Injected candidate : injected) {
      if (!candidate.fault.isOfEvents()) {
        disruption = candidate.strike(request, disruption);
      }
    }
    return disruption;
  }

  /** What goes wrong with the next event of a watch. */
  public EventDisruption strikeEvent(RequestFacts watch) {
    EventDisruption disruption = EventDisruption.NONE;
    for (Injected candidate : injected) {
      if (candidate.fault.isOfEvents()) {
        disruption = candidate.strikeEvent(watch, disruption);
      }
    }
    return disruption;
  }

  /** A fault at work. */
  public final class Injected {
    private final Fault fault;
    private final int number;
    private final AtomicInteger matched = new AtomicInteger();
    private final AtomicInteger struck = new AtomicInteger();

    private Injected(Fault fault, int number) {
      this.fault = fault;
      this.number = number;
    }

    /** How many requests (or events) it has struck. */
    public int struck() {
      return struck.get();
    }

    /** Lets it happen no longer. */
    public void remove() {
      injected.remove(this);
    }

    private Disruption strike(RequestFacts request, Disruption disruption) {
      if (!fault.matcher().matches(request)) {
        return disruption;
      }
      int count = matched.incrementAndGet();
      RandomGenerator random = random(count);
      return strikes(count, random) ? fault.add(disruption, random) : disruption;
    }

    private EventDisruption strikeEvent(RequestFacts watch, EventDisruption disruption) {
      if (!fault.matcher().matches(watch)) {
        return disruption;
      }
      int count = matched.incrementAndGet();
      RandomGenerator random = random(count);
      return strikes(count, random) ? fault.add(disruption, random) : disruption;
    }

    private boolean strikes(int count, RandomGenerator random) {
      boolean hit = fault.strikes(count, random);
      if (hit) {
        struck.incrementAndGet();
      }
      return hit;
    }

    private RandomGenerator random(int count) {
      return new SplittableRandom(seed ^ ((long) number << 32) ^ count);
    }
  }
}
