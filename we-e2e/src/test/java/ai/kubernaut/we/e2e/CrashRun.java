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
  private final List<Replica> replicas = new ArrayList<>();
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
    this.user = new User(cluster.api());
    this.history = History.of(cluster);
  }

  /** An old server runs a Job at once, which then never is let go. */
  boolean possible() {
    return point != CrashPoint.START || cluster.holdsChildren();
  }

  /** Everything that is wrong in the end; empty is what should be. */
  List<String> violations() throws Exception {
    crash();
    Case.all().forEach(this::meanwhile);
    audits.add(Replica.audit(cluster, "second"));
    replicas.add(Replica.guarded(cluster, journal, successor, "second", Chaos.COOLDOWN, Gate.OPEN));
    awaitCalm();
    List<String> wrong = new ArrayList<>();
    Safety safety = new Safety(history.complete(), journal.exchanges(), Chaos.COOLDOWN);
    wrong.addAll(safety.violations());
    Map<String, Set<String>> told = AuditLines.of(audits);
    wrong.addAll(safety.audited(told));
    Case.all().forEach(each -> judge(each, wrong));
    return wrong;
  }

  private void crash() throws Exception {
    Freezer freezer = new Freezer(point, Case.all().stream().map(Case::name).toList());
    Replica first =
        Replica.guarded(cluster, journal, "replica-1", "first", Chaos.COOLDOWN, freezer);
    replicas.add(first);
    Case.all()
        .forEach(each -> user.runs(each.engine(), each.name(), each.name(), outcome(each), ""));
    User.await(
        "all executions at " + point + ", not only " + freezer.frozen(),
        () -> freezer.frozen().size() == Case.all().size());
    first.crash();
    keepAudit();
  }

  /** What the dead one writes from now on was never written. */
  private void keepAudit() throws IOException {
    Path written = Replica.audit(cluster, "first");
    if (Files.exists(written)) {
      audits.add(Files.copy(written, cluster.file("audit-until-crash.jsonl")));
    }
  }

  private String outcome(Case each) {
    return point.child() == CrashPoint.Child.STARTED
        ? each.fate() == Fate.GOES_ON
            ? "succeed after=6s"
            : each.fate() == Fate.FINISHES ? "succeed after=1s" : "run"
        : "succeed after=200ms";
  }

  private void meanwhile(Case each) {
    if (point.child() == CrashPoint.Child.ABSENT) {
      return;
    }
    if (each.fate() == Fate.FINISHES && point.child() != CrashPoint.Child.HELD) {
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
    for (Case each : Case.all()) {
      User.await(
          "the end of " + each.name(), () -> user.ended(each.name()) && audited(each.name()));
    }
    user.awaitNothingLeft();
  }

  private boolean audited(String name) {
    return user.condition(name, ConditionType.AUDIT_RECORDED).filter(c -> c.isTrue()).isPresent();
  }

  /** A child that nobody has deleted comes to its own end. */
  private void judge(Case each, List<String> wrong) {
    WorkflowExecution execution = user.execution(each.name()).orElseThrow();
    if (each.fate() != Fate.IS_DELETED && !execution.phase().toString().equals("Completed")) {
      wrong.add(each.name() + " is " + execution.phase() + ": " + execution.status());
    }
  }

  @Override
  public void close() throws IOException {
    for (Replica replica : replicas) {
      replica.close();
    }
    history.close();
    cluster.close();
  }
}
