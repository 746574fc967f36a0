package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.e2e.wire.Journal;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a Data Storage in trouble has in the end is what executions did, although the controller is
 * killed again and again; what it refuses is among the dead letters, and nothing else.
 */
class AuditIT {

  private static final int EXECUTIONS = Integer.getInteger("we.e2e.executions", 200);
  private static final Pattern POISON = Pattern.compile(".*[05]7");
  private static final int WRITES_PER_EXECUTION = 12;
  private static final int KILLS = 5 + EXECUTIONS / 200;

  @TempDir Path directory;

  private final long seed = Long.getLong("we.e2e.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private Cluster cluster;
  private User user;
  private Witness witness;
  private FaultyDataStorage service;
  private final Journal journal = new Journal();
  private GuardedController controller;

  @BeforeEach
  void start() throws IOException {
    System.out.println("-Dwe.e2e.seed=" + seed);
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
    witness = Witness.of(cluster);
    service = new FaultyDataStorage(seed, AuditIT::poisonous);
    controller = controller();
  }

  @AfterEach
  void stop() throws Exception {
    controller.close();
    witness.close();
    service.close();
    cluster.close();
  }

  private GuardedController controller() {
    return GuardedController.start(
        cluster,
        journal,
        Settings.QUICK.and(
            """
            audit: {sink: datastorage, deadLetterFile: '%s'}
            datastorage: {url: '%s', timeout: 2s}
            clearance: {enabled: true}
            """
                .formatted(deadLetters(), service.url())));
  }

  private Path deadLetters() {
    return cluster.file("dead-letters.jsonl");
  }

  @Test
  void whatArrivesIsWhatTheExecutionsDidHoweverOftenTheControllerIsKilled() throws IOException {
    Thread people = new Thread(this::create, "people");
    people.start();
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(1 + random.nextInt(EXECUTIONS * WRITES_PER_EXECUTION / KILLS));
    }
    User.await(() -> !people.isAlive());
    User.await(() -> everySettled());

    assertThat(service.invalid()).isEmpty();
    Set<String> poison = expected(witness.executions());
    poison.removeAll(wholesome(witness.executions()));
    assertThat(poison).isNotEmpty();
    assertThat(letters()).isEqualTo(poison);
    assertThat(new TreeSet<>(service.stored())).isEqualTo(wholesome(witness.executions()));
    assertThat(witness.executions()).hasSize(EXECUTIONS);
    witness.assertContent();
    System.out.println(EXECUTIONS + " executions, " + KILLS + " kills: " + service.figures());
  }

  /** One execution in fifty: what the service refuses takes many requests to be found. */
  private static boolean poisonous(String execution) {
    return POISON.matcher(execution).matches();
  }

  /** The end of such an execution. */
  private static boolean poisonous(JsonObject event) {
    return Json.string(event, "event_data", "execution_name").filter(AuditIT::poisonous).isPresent()
        && Json.string(event, "event_type").orElseThrow().contains(".workflow.");
  }

  /** Who and what is among the dead letters. */
  private Set<String> letters() throws IOException {
    Set<String> letters = new TreeSet<>();
    for (String line : Files.readAllLines(deadLetters())) {
      JsonObject event = Json.parse(line).orElseThrow();
      assertThat(AuditContract.isMet(event)).isTrue();
      letters.add(FaultyDataStorage.identity(event));
    }
    return letters;
  }

  /**
   * Executions that succeed, fail, are refused, meet on a target, are cancelled, are deleted, are
   * cleared.
   */
  private void create() {
    Random chance = new Random(seed + 1);
    List<String> names = IntStream.range(0, EXECUTIONS).mapToObj(i -> "a-" + i).toList();
    List<String> deleted = new ArrayList<>();
    for (String name : names) {
      String outcome = chance.nextInt(4) == 0 ? "exit=1" : "succeed";
      String after = " after=" + chance.nextInt(300) + "ms";
      switch (chance.nextInt(10)) {
        case 0 -> user.runs(name, name, outcome, "clusterID: elsewhere");
        case 1 -> user.runs(name, "shared-" + chance.nextInt(5), outcome + after, "");
        case 2 -> {
          user.runs(name, outcome + after);
          user.cancels(name, "not needed");
        }
        case 3 -> {
          user.runs(name, outcome + after);
          deleted.add(name);
        }
        case 4 -> {
          user.runs(name, outcome + after);
          user.stamps(name, "looked at it", "alice", "2026-01-01T12:00:00Z");
        }
        default -> user.runs(name, outcome + after);
      }
      if (deleted.size() > 3) {
        user.deletes(deleted.remove(0));
      }
    }
    deleted.forEach(user::deletes);
  }

  /** Kills the controller after so many writes, or when there is nothing more to do. */
  private void killAfter(int writes) {
    long before = journal.writes();
    User.await(() -> everySettled() || journal.writes() - before >= writes);
    controller.kill();
    controller = controller();
  }

  /** Nothing is recorded before the service has it, and in the end everything is. */
  private boolean everySettled() {
    List<WorkflowExecution> seen = witness.executions();
    List<WorkflowExecution> recorded = seen.stream().filter(AuditIT::recorded).toList();
    assertThat(service.stored()).containsAll(wholesome(recorded));
    return seen.size() == EXECUTIONS
        && seen.stream().allMatch(e -> recorded(e) || witness.gone(e.metadata().uid()));
  }

  /** Whether the execution says that its account is settled, the clearance included. */
  private static boolean recorded(WorkflowExecution execution) {
    boolean stamped = execution.metadata().annotations().containsKey(Names.CLEARED_AT_ANNOTATION);
    boolean cleared = execution.status().blockClearance().isPresent();
    return execution
            .status()
            .condition(ConditionType.AUDIT_RECORDED)
            .filter(c -> poisonous(execution.metadata().name()) ? rejected(c) : c.isTrue())
            .isPresent()
        && (cleared || !stamped || execution.phase() != Phase.FAILED);
  }

  private static boolean rejected(Condition condition) {
    return !condition.isTrue() && condition.reason().equals("Rejected");
  }

  /** What of all that they did the service takes. */
  private Set<String> wholesome(List<WorkflowExecution> executions) {
    Set<String> taken = expected(executions);
    for (WorkflowExecution execution : executions) {
      if (poisonous(execution.metadata().name())) {
        String end = execution.metadata().uid() + " workflowexecution.workflow.";
        taken.removeIf(identity -> identity.startsWith(end));
      }
    }
    return taken;
  }

  private Set<String> expected(List<WorkflowExecution> executions) {
    Set<String> expected = new TreeSet<>();
    for (WorkflowExecution execution : executions) {
      String uid = execution.metadata().uid();
      types(execution).forEach(type -> expected.add(uid + " workflowexecution." + type));
    }
    return expected;
  }

  /** In the words of the contract, and from what was to be seen from outside. */
  private Stream<String> types(WorkflowExecution execution) {
    boolean ran = execution.status().startTime().isPresent();
    boolean selected = ran || witness.heldALock(execution.metadata().uid());
    Stream<String> start =
        ran
            ? Stream.of("selection.completed", "execution.started")
            : selected ? Stream.of("selection.completed") : Stream.of();
    Stream<String> clearance =
        execution.status().blockClearance().map(c -> "block.cleared").stream();
    return switch (execution.phase()) {
      case COMPLETED -> Stream.concat(start, Stream.of("workflow.completed"));
      case FAILED -> Stream.concat(start, Stream.concat(Stream.of("workflow.failed"), clearance));
      case PENDING, RUNNING -> Stream.of();
    };
  }
}
