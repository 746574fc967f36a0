package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.time.Cooldown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Until when targets have to rest, as far as anybody knows. */
final class Rests {

  private Rests() {}

  /**
   * What is left of every rest. A clock that goes back makes one longer only while somebody
   * remembers when it ends: else the target has to rest as long as it should, and no longer.
   */
  static List<Integer> remembered(List<Integer> rests, Cluster server, Scenario scenario) {
    int cooldown = Ticks.in(scenario.settings().cooldown());
    List<Integer> left = rests;
    for (int i = 0; i < rests.size(); i++) {
      int rest = rests.get(i);
      if (rest > cooldown) {
        int known = known(scenario.lockNames().get(i), server, scenario);
        left = Draft.replaced(left, i, Math.min(rest, Math.max(known, cooldown)));
      }
    }
    return left;
  }

  private static int known(String lockName, Cluster server, Scenario scenario) {
    return Stream.concat(
            byStatus(lockName, server, scenario).stream(),
            server.locks().get(lockName).flatMap(Lock::cooldownUntil).stream())
        .mapToInt(until -> -Ticks.since(until))
        .max()
        .orElse(0);
  }

  /** The end of the longest rest that an execution tells of. */
  static Optional<Instant> byStatus(String lockName, Cluster server, Scenario scenario) {
    return Cooldown.longest(
            server.executions().items().stream()
                .map(Item::value)
                .filter(e -> scenario.subject(e.metadata().uid()).lockName().equals(lockName))
                .toList(),
            scenario.settings().cooldown(),
            Ticks.NOW)
        .map(Cooldown.Cooling::until);
  }
}
