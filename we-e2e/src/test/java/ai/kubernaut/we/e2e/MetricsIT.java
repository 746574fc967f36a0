package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.e2e.Scrape.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a controller that works says of itself. */
class MetricsIT {

  private static final Set<String> OF_HISTOGRAMS = Set.of("le");
  private static final Pattern NUMBER = Pattern.compile("[0-9.]+|\\+Inf");

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private ControllerProcess controller;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
  }

  @AfterEach
  void stop() throws Exception {
    controller.close();
    cluster.close();
  }

  private void startResting(String cooldown) throws Exception {
    controller = ControllerProcess.start(cluster, Settings.ELECTED.resting(cooldown));
  }

  /** The rest is long enough for all that has to be seen in it. */
  @Test
  void theyMoveWithWhatHappens() throws Exception {
    startResting("20s");
    user.runs("succeeds", "succeed");
    user.runs("fails", "exit=3");
    user.awaitEnd("succeeds");
    user.awaitEnd("fails");
    user.runs("waits", "succeeds", "succeed", "");
    user.awaitBlocked("waits", "CoolingDown");
    Scrape busy = controller.scrape();
    user.awaitEnd("waits");
    user.awaitNothingLeft();
    Scrape quiet = controller.scrape();

    assertThat(busy.sum("workflowexecution_leader")).isEqualTo(1);
    assertThat(busy.sum("workflowexecution_locks_held")).isEqualTo(2);
    assertThat(busy.sum("workflowexecution_blocked", "reason", "CoolingDown")).isEqualTo(1);
    assertThat(quiet.sum("workflowexecution_locks_held")).isZero();
    assertThat(quiet.sum("workflowexecution_blocked")).isZero();
    assertThat(quiet.sum("workflowexecution_overdue")).isZero();
    assertThat(quiet.sum("workflowexecution_executions", "phase", "Completed")).isEqualTo(2);
    assertThat(quiet.sum("workflowexecution_reconciler_total", "outcome", "Completed"))
        .isEqualTo(2);
    assertThat(quiet.sum("workflowexecution_reconciler_total", "outcome", "Failed")).isEqualTo(1);
    assertThat(quiet.sum("workflowexecution_events_dropped_total")).isZero();
    assertThat(quiet.sum("workflowexecution_api_requests_total"))
        .isGreaterThanOrEqualTo(quiet.sum("workflowexecution_api_request_duration_seconds_count"))
        .isGreaterThan(30);
    assertThat(quiet.own())
        .filteredOn(s -> s.name().contains("last_contact"))
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(contact -> contact.value() > 0);
  }

  @Test
  void eachHasItsTypeItsHelpAndTheLabelsOfTheReference() throws Exception {
    startResting("1s");
    live("one-");
    Scrape scrape = controller.scrape();
    Map<String, Set<String>> reference = reference();

    assertThat(scrape.helped()).containsAll(scrape.types().keySet());
    List<Sample> samples =
        scrape.own().stream().filter(sample -> !sample.name().endsWith("_created")).toList();
    for (Sample sample : samples) {
      String family = family(sample.name(), reference.keySet());
      Set<String> labels = new TreeSet<>(sample.labels().keySet());
      labels.removeAll(OF_HISTOGRAMS);
      assertThat(scrape.types()).as(family).containsKey(family);
      assertThat(labels).as(sample.series()).isEqualTo(reference.get(family));
    }
  }

  @Test
  void everyMetricOfTheReferenceIsServed() throws Exception {
    startResting("1s");
    Map<String, Set<String>> reference = reference();

    assertThat(reference).hasSizeGreaterThan(25);
    assertThat(controller.scrape().types().keySet()).containsAll(reference.keySet());
  }

  @Test
  void noLabelTakesItsValueFromAnObject() throws Exception {
    startResting("1s");
    for (int round = 0; round < 6; round++) {
      live("round-" + round + "-");
    }
    Set<String> values =
        controller.scrape().own().stream()
            .filter(sample -> !sample.name().equals("workflowexecution_build_info"))
            .flatMap(sample -> sample.labels().values().stream())
            .collect(Collectors.toSet());

    assertThat(values)
        .filteredOn(value -> !NUMBER.matcher(value).matches())
        .isSubsetOf(vocabulary());
  }

  /** Everything that a label may ever say, numbers apart. */
  private static Set<String> vocabulary() {
    Set<String> words = new TreeSet<>(Blockage.REASONS);
    Stream.of(FailureReason.values()).map(Object::toString).forEach(words::add);
    Stream.of(Phase.values()).map(Object::toString).forEach(words::add);
    words.addAll(
        List.of("get", "list", "watch", "create", "patch", "update", "delete", "discover"));
    words.addAll(List.of("workflowexecutions", "jobs", "pipelineruns", "taskruns"));
    words.addAll(List.of("pods", "leases", "events", "Other"));
    return words;
  }

  /** An execution of each kind, on targets of their own. */
  private void live(String prefix) {
    user.runs(prefix + "succeeds", "succeed");
    user.runs(prefix + "fails", "exit=3");
    user.runs(prefix + "memory", "oom");
    user.runs(prefix + "cancelled", "run");
    user.awaitPhase(prefix + "cancelled", "Running");
    user.cancels(prefix + "cancelled", "enough");
    for (String name : List.of("succeeds", "fails", "memory", "cancelled")) {
      user.awaitEnd(prefix + name);
      user.deletes(prefix + name);
      user.awaitGone(prefix + name);
    }
    user.awaitNothingLeft();
  }

  private static String family(String sample, Set<String> known) {
    return known.contains(sample) ? sample : sample.replaceFirst("_(bucket|sum|count)$", "");
  }

  /** The labels of each metric, by the table of the reference. */
  private static Map<String, Set<String>> reference() throws Exception {
    Map<String, Set<String>> labels = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "reference.md"))) {
      String[] cells = line.replace("`", "").split("\\|", -1);
      if (cells.length > 3 && cells[1].strip().startsWith("workflowexecution_")) {
        labels.put(
            cells[1].strip(),
            Arrays.stream(cells[2].split(",", -1))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return labels;
  }
}
