package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.e2e.CrashRun.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A controller process that is killed after each of its side effects, on each engine, whatever the
 * child does meanwhile and whoever takes over: all that must never be is not, and all comes to its
 * end.
 */
class CrashMatrixIT {

  private static final List<String> SUCCESSORS = List.of("replica-1", "replica-2");
  private static final int AT_ONCE = 3;

  @TempDir Path directory;

  private record Row(
      CrashPoint point,
      String successor,
      List<Case> possible,
      List<Case> running,
      List<String> violations) {

    @Override
    public String toString() {
      String cells = Case.all().stream().map(this::cell).collect(Collectors.joining());
      String who = successor.equals("replica-1") ? "itself" : "another";
      return "%-16s %-8s %s".formatted(point, who, cells);
    }

    private String cell(Case each) {
      boolean wrong = violations.stream().anyMatch(v -> concerns(v, each));
      String ok =
          switch (point.child()) {
            case ABSENT -> "ok, no child";
            case HELD ->
                each.fate() == CrashRun.Fate.IS_DELETED || running.contains(each)
                    ? "ok"
                    : "ok, held";
            case STARTED -> "ok";
            case ENDED -> each.fate() == CrashRun.Fate.GOES_ON ? "ok, ended" : "ok";
          };
      return "%-19s".formatted(wrong ? "WRONG" : possible.contains(each) ? ok : "no held Jobs");
    }
  }

  /** What names no case concerns them all. */
  private static boolean concerns(String violation, Case each) {
    return violation.contains(each.name())
        || Case.all().stream().noneMatch(any -> violation.contains(any.name()));
  }

  @Test
  void whereverAControllerCrashesEverythingEndsOnce() throws Exception {
    List<Row> rows = rows();
    System.out.printf(
        "%-25s %s%n",
        "",
        Case.all().stream().map(c -> "%-19s".formatted(c.name())).collect(Collectors.joining()));
    rows.forEach(System.out::println);
    System.out.printf(
        "%d cells; %d cannot be%n",
        rows.size() * Case.all().size(),
        rows.stream().mapToInt(row -> Case.all().size() - row.possible().size()).sum());
    assertThat(rows).flatExtracting(Row::violations).isEmpty();
  }

  private List<Row> rows() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Row>> rows = new ArrayList<>();
      for (CrashPoint point : CrashPoint.values()) {
        for (String successor : SUCCESSORS) {
          rows.add(threads.submit(() -> row(point, successor)));
        }
      }
      List<Row> done = new ArrayList<>();
      for (Future<Row> row : rows) {
        done.add(row.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  private Row row(CrashPoint point, String successor) throws Exception {
    Path own = Files.createDirectories(directory.resolve(point + "-" + successor));
    try (CrashRun run = new CrashRun(own, point, successor)) {
      return new Row(point, successor, run.cases(), run.running(), run.violations());
    } catch (ConditionTimeoutException late) {
      String what = point + ", " + successor + ": " + late.getMessage();
      return new Row(point, successor, Case.all(), List.of(), List.of(what));
    }
  }
}
