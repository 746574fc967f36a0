package ai.kubernaut.we.e2e;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.e2e.wire.Gate;
import ai.kubernaut.we.e2e.wire.Journal;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A controller that crashes when six executions, of each engine and for each fate of the child,
 * have come to the same point, and what another one makes of them.
 */
final class CrashRun implements AutoCloseable {

  /** What happens to the child while there is no controller. */
  enum Fate {
    GOES_ON,
    FINISHES,
    IS_DELETED
  }

  /** One execution of a run. */
  record Case(Engine engine, Fate fate) {

    String name() {
      return (engine + "-" + fate).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An execution on the same target, created while there is no controller. */
    String next() {
      return "after-" + name();
    }

    static List<Case> all() {
      return Stream.of(Engine.values())
          .flatMap(engine -> Stream.of(Fate.values()).map(fate -> new Case(engine, fate)))
          .toList();
    }
  }

  private final CrashPoint point;
  private final String successor;
  private final Cluster cluster;
  private final User user;
  private final History history;
  private final Journal journal = new Journal();
  private final List<GuardedController> replicas = new ArrayList<>();
  private final List<Path> audits = new ArrayList<>();

  /**
   * Prepares a run.
   *
   * @param successor who takes over from {@code replica-1}
   */
  CrashRun(Path directory, CrashPoint point, String successor) {
    this.point = point;
    this.successor = successor;
    this.cluster = Cluster.withTekton(directory);
    this.user = new User(cluster);
    this.history = History.of(cluster);
  }

  /** The executions that can come to the point: one whose child cannot be held never lets it go. */
  List<Case> cases() {
    return Case.all().stream()
        .filter(each -> point != CrashPoint.START || isHeldFirst(each))
        .toList();
  }

  /** An old server runs a Job at once. */
  private boolean isHeldFirst(Case each) {
    return each.engine() == Engine.TEKTON || cluster.holdsChildren();
  }

  /** Whether the child of an execution has been running when the controller is killed. */
  private boolean runs(Case each) {
    return point.child() == CrashPoint.Child.STARTED
        || (point.child() == CrashPoint.Child.HELD && !isHeldFirst(each));
  }

  /** Those whose child has been running by then. */
  List<Case> running() {
    return cases().stream().filter(this::runs).toList();
  }

  /** Everything that is wrong in the end; empty is what should be. */
  List<String> violations() throws Exception {
    crash();
    cases().forEach(this::meanwhile);
    cases().forEach(each -> runs(each.engine(), each.next(), each.name(), "succeed"));
    start(successor, "second", Gate.OPEN);
    awaitCalm();
    List<String> wrong = new ArrayList<>();
    Safety safety = new Safety(history.complete(), journal.exchanges(), Chaos.COOLDOWN);
    wrong.addAll(safety.violations());
    Map<String, Set<String>> told = AuditLines.of(audits);
    wrong.addAll(safety.audited(told));
    cases().forEach(each -> judge(each, wrong));
    wrong.addAll(secretsTold());
    return wrong;
  }

  private void crash() {
    Freezer freezer = new Freezer(point, cases().stream().map(Case::name).toList());
    GuardedController first = start("replica-1", "first", freezer);
    cases().forEach(each -> runs(each.engine(), each.name(), each.name(), outcome(each)));
    User.await(
        "all executions at " + point + ", not only " + freezer.frozen(),
        () -> freezer.frozen().size() == cases().size());
    first.kill();
  }

  /** Every execution has a parameter that it does not declare and that nobody may tell. */
  private void runs(Engine engine, String name, String target, String outcome) {
    user.runs(engine, name, target, outcome, "  SECRET_TOKEN: " + Meddling.SECRET);
  }

  private GuardedController start(String name, String life, Gate gate) {
    audits.add(ControllerProcess.audit(cluster, life));
    GuardedController replica =
        GuardedController.start(cluster, journal, name, life, Settings.IMPATIENT, gate);
    replicas.add(replica);
    return replica;
  }

  private String outcome(Case each) {
    return runs(each)
        ? each.fate() == Fate.GOES_ON
            ? "succeed after=12s"
            : each.fate() == Fate.FINISHES ? "succeed after=1s" : "run"
        : "succeed after=200ms";
  }

  private void meanwhile(Case each) {
    if (point.child() == CrashPoint.Child.ABSENT) {
      return;
    }
    boolean canFinish = point.child() != CrashPoint.Child.HELD || runs(each);
    if (each.fate() == Fate.FINISHES && canFinish) {
      User.await(
          "the end of the child of " + each.name(),
          () -> user.found(child(each)).filter(child -> !hasEnded(child)).isEmpty());
    } else if (each.fate() == Fate.IS_DELETED) {
      user.tries(() -> user.deletes(child(each), Deletion.Propagation.BACKGROUND));
    }
  }

  private static ResourceRef child(Case each) {
    return each.engine().children().named(Cluster.EXECUTION_NAMESPACE, Freezer.child(each.name()));
  }

  private static boolean hasEnded(JsonObject child) {
    return Json.string(child, "status", "completionTime").isPresent();
  }

  private void awaitCalm() {
    cases().stream()
        .flatMap(each -> Stream.of(each.name(), each.next()))
        .forEach(name -> User.await("the end of " + name, () -> user.ended(name) && audited(name)));
    user.awaitNothingLeft();
  }

  private boolean audited(String name) {
    return user.condition(name, ConditionType.AUDIT_RECORDED).filter(c -> c.isTrue()).isPresent();
  }

  /**
   * A child that nobody has deleted comes to its own end, and the next one runs or names it.
   * Without a lock it may be the other way round.
   */
  private void judge(Case each, List<String> wrong) {
    boolean anyOrder = point == CrashPoint.FINALIZER;
    boolean done = completes(each.name()) || (anyOrder && names(each.name(), each.next()));
    if (each.fate() != Fate.IS_DELETED && !done) {
      wrong.add(each.name() + ": " + user.execution(each.name()));
    }
    if (!completes(each.next()) && !names(each.next(), each.name())) {
      wrong.add(each.next() + ": " + user.execution(each.next()));
    }
  }

  private boolean completes(String name) {
    return user.phase(name).equals("Completed");
  }

  private boolean names(String duplicate, String other) {
    WorkflowExecution execution = user.execution(duplicate).orElseThrow();
    return execution.status().deduplicatedBy().equals(Optional.of(other));
  }

  /** S12: nothing that a controller has written down or said holds a secret. */
  private List<String> secretsTold() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path audit : audits) {
      if (Files.exists(audit) && Files.readString(audit).contains(Meddling.SECRET)) {
        wrong.add("S12: " + audit);
      }
    }
    if (replicas.stream().anyMatch(replica -> replica.logged().contains(Meddling.SECRET))) {
      wrong.add("S12: a log");
    }
    if (user.allEvents().contains(Meddling.SECRET)) {
      wrong.add("S12: an Event");
    }
    cases().stream()
        .flatMap(each -> user.execution(each.name()).stream())
        .filter(execution -> execution.status().toString().contains(Meddling.SECRET))
        .forEach(execution -> wrong.add("S12: the status of " + execution.metadata().name()));
    return wrong;
  }

  @Override
  public void close() {
    for (GuardedController replica : replicas) {
      replica.close();
    }
    history.close();
    cluster.close();
  }
}
