package ai.kubernaut.we.testkit.model;

import java.util.List;

/** What time does to a world. */
final class Clock {

  /** More ticks than anything takes. */
  private static final int LONG = 5;

  private Clock() {}

  static void tick(Draft d) {
    shift(d, Shift.FORWARD);
    d.rests = shifted(d.rests, -1);
  }

  static void longTime(Draft d) {
    for (int i = 0; i < LONG; i++) {
      tick(d);
    }
  }

  /** A rest that was over stays over. */
  static void back(Draft d, Shift shift) {
    shift(d, shift);
    d.rests = shifted(d.rests, 1);
  }

  private static void shift(Draft d, Shift shift) {
    Stage stage = d.stage();
    d.server = shifted(stage, d.server, shift);
    d.controllers =
        d.controllers.stream()
            .map(c -> c.withBehind(c.behind().map(b -> shifted(stage, b, shift))))
            .toList();
    d.late = d.late.stream().map(request -> request.shifted(stage, shift)).toList();
  }

  private static Cluster shifted(Stage stage, Cluster c, Shift shift) {
    return new Cluster(
        c.executions().map(e -> stage.executions().shifted(e, shift)),
        c.locks().map(l -> stage.locks().shifted(l, shift)),
        c.jobs().map(j -> stage.children().shifted(j, shift)),
        c.pipelineRuns().map(r -> stage.children().shifted(r, shift)),
        c.pods());
  }

  private static List<Integer> shifted(List<Integer> rests, int by) {
    if (rests.stream().allMatch(rest -> rest == 0)) {
      return rests;
    }
    return rests.stream().map(rest -> rest == 0 ? 0 : Math.max(0, rest + by)).toList();
  }
}
