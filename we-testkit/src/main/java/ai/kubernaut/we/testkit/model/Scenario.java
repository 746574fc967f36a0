package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.plan.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a world begins with, and what may happen in it.
 *
 * @param subjects the executions that are created, in any order and at any time
 * @param faults how many disturbances may happen in one run
 * @param disturbances which of them
 * @param lateRequests how many requests may be under way without a sender at once
 * @param settings with durations of whole minutes, which are ticks
 */
public record Scenario(
    List<Subject> subjects,
    int faults,
    Set<Disturbance> disturbances,
    int lateRequests,
    Settings settings,
    Logic logic) {

  /** Short durations that still tell a run, a rest and a deadline apart. */
  public static final Settings SHORT =
      new Settings(
          "kubernaut-workflows",
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Engines.JOB,
          Optional.empty(),
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1));

  public Scenario {
    subjects = List.copyOf(subjects);
    disturbances = Set.copyOf(disturbances);
  }

  /** Every disturbance, up to that many in one run. */
  public static Scenario of(int faults, Subject... subjects) {
    return new Scenario(
        List.of(subjects), faults, EnumSet.allOf(Disturbance.class), 2, SHORT, Logic.CORE);
  }

  public Scenario with(Logic newLogic) {
    return new Scenario(subjects, faults, disturbances, lateRequests, settings, newLogic);
  }

  public Scenario with(Set<Disturbance> newDisturbances) {
    return new Scenario(subjects, faults, newDisturbances, lateRequests, settings, logic);
  }

  public Scenario without(Disturbance... left) {
    Set<Disturbance> fewer = EnumSet.copyOf(disturbances);
    fewer.removeAll(List.of(left));
    return with(fewer);
  }

  int index(String executionUid) {
    for (int i = 0; i < subjects.size(); i++) {
      if (subjects.get(i).uid().equals(executionUid)) {
        return i;
      }
    }
    return -1;
  }

  Subject subject(String executionUid) {
    return subjects.get(index(executionUid));
  }

  List<String> lockNames() {
    return subjects.stream().map(Subject::lockName).distinct().toList();
  }

  boolean allows(World w, Disturbance disturbance) {
    return w.faults() < faults && disturbances.contains(disturbance);
  }

  /** Every order of the subjects that exchanges only those that are alike. */
  List<int[]> symmetries() {
    List<int[]> orders = new ArrayList<>();
    permute(new int[subjects.size()], 0, orders);
    return orders;
  }

  private void permute(int[] order, int filled, List<int[]> orders) {
    if (filled == order.length) {
      orders.add(order.clone());
      return;
    }
    for (int i = 0; i < order.length; i++) {
      if (subjects.get(i).like(subjects.get(filled)) && !contains(order, filled, i)) {
        order[filled] = i;
        permute(order, filled + 1, orders);
      }
    }
  }

  private static boolean contains(int[] order, int filled, int value) {
    for (int i = 0; i < filled; i++) {
      if (order[i] == value) {
        return true;
      }
    }
    return false;
  }
}
