package ai.kubernaut.we.e2e.wire;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Chooses faults. The choice depends on the seed, on the request and on how often it was made, and
 * so not on the order in which requests of different kinds come.
 *
 * @param share of requests that meet a fault, from 0 to 1
 */
record FaultPlan(long seed, double share, Map<String, Integer> made) {

  private static final List<Fault> OF_CALLS =
      Stream.of(Fault.values()).filter(f -> f != Fault.NONE && !f.ofWatch()).toList();
  private static final List<Fault> OF_WATCHES =
      Stream.of(Fault.values()).filter(Fault::ofWatch).toList();

  /** A fault, and the random numbers that say how bad it is. */
  record Choice(Fault fault, Random random) {

    /** Somewhere between nothing and this. */
    long millis(int most) {
      return random.nextInt(most + 1);
    }
  }

  static FaultPlan of(long seed, double share) {
    return new FaultPlan(seed, share, new ConcurrentHashMap<>());
  }

  Choice choose(Route route) {
    String request = route.verb() + " " + route.path();
    int times = made.merge(request, 1, Integer::sum);
    Random random = new Random(seed * 31 + (request + "#" + times).hashCode());
    random.nextLong();
    if (random.nextDouble() >= share) {
      return new Choice(Fault.NONE, random);
    }
    List<Fault> faults = route.verb().equals("watch") ? OF_WATCHES : OF_CALLS;
    return new Choice(faults.get(random.nextInt(faults.size())), random);
  }
}
