package ai.kubernaut.we.e2e;

import static ai.kubernaut.we.e2e.User.EXECUTIONS;
import static ai.kubernaut.we.kubernetes.ResourceType.PODS;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.routing.Route;
import ai.kubernaut.we.core.routing.Routing;
import ai.kubernaut.we.core.routing.RoutingPolicy;
import ai.kubernaut.we.e2e.History.Version;
import ai.kubernaut.we.e2e.wire.Exchange;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must never be, looked for in all that has happened to the objects of a cluster and in all
 * that controllers have asked for. Each check is named as in the project's list of invariants.
 */
final class Safety {

  private final List<Version> versions;
  private final List<Exchange> exchanges;
  private final Duration cooldown;
  private final List<String> violations = new ArrayList<>();
  private final Map<String, List<Version>> byUid = new HashMap<>();
  private final Map<String, WorkflowExecution> last = new HashMap<>();

  Safety(List<Version> versions, List<Exchange> exchanges, Duration cooldown) {
    this.versions = versions;
    this.exchanges = exchanges;
    this.cooldown = cooldown;
    for (Version version : versions) {
      byUid.computeIfAbsent(version.uid(), any -> new ArrayList<>()).add(version);
      if (version.is(EXECUTIONS)) {
        last.put(version.uid(), WorkflowExecutionCodec.read(version.object()));
      }
    }
  }

  /** Everything that is wrong. */
  List<String> violations() {
    onePerTarget();
    oneStartPerExecution();
    nothingOfOthers();
    terminalIsFinal();
    whatRanIsSaidToHaveRun();
    whatRanAndFailedStopsRouting();
    noStartDuringACooldown();
    everyWriteIsValid();
    finalizersGoLast();
    nobodyIsItsOwnDuplicate();
    noWriteFromAnOldView();
    return violations;
  }

  private void violated(String invariant, String what) {
    violations.add(invariant + ": " + what);
  }

  /** S1: the pods of one target never live side by side. */
  private void onePerTarget() {
    Map<String, Set<String>> live = new HashMap<>();
    for (Version pod : versions) {
      if (!pod.is(PODS)) {
        continue;
      }
      Set<String> ofTarget =
          live.computeIfAbsent(Witness.child(pod.object()), any -> new HashSet<>());
      String phase = pod.text("status", "phase");
      if (pod.deleted() || phase.equals("Succeeded") || phase.equals("Failed")) {
        ofTarget.remove(pod.uid());
      } else if (ofTarget.add(pod.uid()) && ofTarget.size() > 1) {
        violated(
            "S1",
            "pods %s of %s at %d".formatted(ofTarget, Witness.child(pod.object()), pod.number()));
      }
    }
  }

  /** S2: an execution starts at most one child. */
  private void oneStartPerExecution() {
    started()
        .forEach(
            (execution, children) -> {
              if (children.size() > 1) {
                violated("S2", "%s has started %s".formatted(execution, children));
              }
            });
  }

  /** The children that were ever let run, by execution. */
  Map<String, Set<String>> started() {
    Map<String, Set<String>> started = new HashMap<>();
    for (Version child : versions) {
      if (Engine.runs(child.type())
          && !child.executionUid().isEmpty()
          && Engine.letGo(child.object())) {
        started.computeIfAbsent(child.executionUid(), any -> new HashSet<>()).add(child.uid());
      }
    }
    return started;
  }

  /** S3: what is deleted or changed is named by uid, and is ours. */
  private void nothingOfOthers() {
    for (Exchange exchange : exchanges) {
      boolean deletes = exchange.route().verb().equals("delete");
      boolean patches = exchange.route().verb().equals("patch");
      boolean events = exchange.route().resource().equals("events");
      if (deletes || (patches && !events)) {
        String uid =
            Json.string(exchange.body(), deletes ? "preconditions" : "metadata", "uid").orElse("");
        if (uid.isEmpty()) {
          violated("S3", "%s names no uid: %s".formatted(exchange, exchange.body()));
        } else if (byUid.containsKey(uid) && !isOurs(byUid.get(uid))) {
          violated("S3", "%s is about somebody else's".formatted(exchange));
        }
      }
    }
  }

  private static boolean isOurs(List<Version> object) {
    return object.stream().anyMatch(v -> v.is(EXECUTIONS) || !v.executionUid().isEmpty());
  }

  /** S4: an end is the end. */
  private void terminalIsFinal() {
    Map<String, WorkflowExecution> before = new HashMap<>();
    for (Version version : versions) {
      if (version.is(EXECUTIONS)) {
        WorkflowExecution now = WorkflowExecutionCodec.read(version.object());
        WorkflowExecution old = before.put(version.uid(), now);
        Phase phase = old == null ? Phase.PENDING : old.phase();
        if (phase != now.phase() && !phase.mayBecome(now.phase())) {
          violated("S4", "%s went from %s to %s".formatted(version.name(), phase, now.phase()));
        }
        if (old != null && old.terminal() && !ending(old).equals(ending(now))) {
          violated(
              "S4", "%s ended as %s and %s".formatted(version.name(), ending(old), ending(now)));
        }
      }
    }
  }

  private static List<Object> ending(WorkflowExecution e) {
    return List.of(
        e.phase(),
        e.status().startTime(),
        e.status().completionTime(),
        e.status().failureDetails());
  }

  /** S5: what has run is never called a failure before the run. */
  private void whatRanIsSaidToHaveRun() {
    for (Version pod : versions) {
      if (pod.is(PODS) && hasRun(pod.object())) {
        Optional.ofNullable(last.get(pod.executionUid()))
            .filter(e -> e.phase() == Phase.FAILED)
            .flatMap(e -> e.status().failureDetails())
            .filter(failure -> !failure.wasExecutionFailure())
            .ifPresent(
                failure -> violated("S5", "%s has run: %s".formatted(pod.executionUid(), failure)));
      }
    }
  }

  private static boolean hasRun(JsonObject pod) {
    return Json.objects(pod, "status", "containerStatuses").stream()
        .anyMatch(
            c ->
                Json.object(c, "state", "running").isPresent()
                    || Json.object(c, "state", "terminated").isPresent());
  }

  /** S6: after a run that failed nothing is started on the target. */
  private void whatRanAndFailedStopsRouting() {
    for (WorkflowExecution execution : last.values()) {
      boolean ranAndFailed =
          execution.status().failureDetails().filter(f -> f.wasExecutionFailure()).isPresent();
      TargetResource target = TargetResource.parse(target(execution)).orElseThrow();
      Instant later = Instant.now().plus(Duration.ofDays(1));
      if (ranAndFailed
          && !(Routing.route(target, "restart", List.of(execution), RoutingPolicy.DEFAULTS, later)
              instanceof Route.Blocked)) {
        violated("S6", "%s ran and failed, and is routed past".formatted(describe(execution)));
      }
    }
  }

  private static String describe(WorkflowExecution execution) {
    return execution.metadata().name() + " " + execution.metadata().uid();
  }

  /** S7: no child is created while its target rests. */
  private void noStartDuringACooldown() {
    for (Version job : versions) {
      if (Engine.runs(job.type())
          && !job.executionUid().isEmpty()
          && job.event() == ai.kubernaut.we.kubernetes.WatchEvent.Type.ADDED) {
        Instant created = Json.time(job.object(), "metadata", "creationTimestamp").orElseThrow();
        rested(job)
            .ifPresent(
                until -> {
                  if (created.isBefore(until.truncatedTo(ChronoUnit.SECONDS))) {
                    violated(
                        "S7",
                        "%s of %s created at %s, cooldown until %s"
                            .formatted(job.name(), job.executionUid(), created, until));
                  }
                });
      }
    }
  }

  /** When the target of a new child had rested from those that had ended by then. */
  private Optional<Instant> rested(Version job) {
    Map<String, WorkflowExecution> then = new HashMap<>();
    for (Version version : versions) {
      if (version.number() < job.number() && version.is(EXECUTIONS)) {
        then.put(version.uid(), WorkflowExecutionCodec.read(version.object()));
      }
    }
    String target = target(last.get(job.executionUid()));
    return then.values().stream()
        .filter(e -> !e.metadata().uid().equals(job.executionUid()))
        .filter(e -> target(e).equals(target) && ran(e))
        .flatMap(e -> e.status().completionTime().stream())
        .map(end -> end.plus(cooldown))
        .max(Instant::compareTo);
  }

  private static String target(WorkflowExecution execution) {
    return execution.spec().orElseThrow().targetResource();
  }

  private static boolean ran(WorkflowExecution e) {
    return e.phase() == Phase.COMPLETED
        || e.status().failureDetails().filter(f -> f.wasExecutionFailure()).isPresent();
  }

  /** S8: the server finds nothing wrong with what is written. */
  private void everyWriteIsValid() {
    for (Exchange exchange : exchanges) {
      if (exchange.route().isWrite() && (exchange.code() == 400 || exchange.code() == 422)) {
        violated("S8", "%s: %s %s".formatted(exchange, exchange.answer(), exchange.body()));
      }
    }
  }

  /** S9: the finalizer leaves an execution after its child and its pods. */
  private void finalizersGoLast() {
    Map<String, Long> let = new HashMap<>();
    Set<String> had = new HashSet<>();
    for (Version version : versions) {
      if (version.is(EXECUTIONS)) {
        boolean held =
            Json.strings(version.object(), "metadata", "finalizers")
                .contains(Names.CLEANUP_FINALIZER);
        if (held && !version.deleted()) {
          had.add(version.uid());
        } else if (had.contains(version.uid())) {
          let.putIfAbsent(version.uid(), version.number());
        }
      }
    }
    for (List<Version> object : byUid.values()) {
      Version end = object.get(object.size() - 1);
      Long free = let.get(end.executionUid());
      if (free != null
          && (Engine.runs(end.type()) || end.is(PODS))
          && (!end.deleted() || end.number() > free)) {
        violated(
            "S9",
            "%s %s outlived the finalizer of %s"
                .formatted(end.type().kind(), end.name(), end.executionUid()));
      }
    }
  }

  /** S10: of whatever has ended the audit trail has everything, and nothing else. */
  List<String> audited(Map<String, Set<String>> trail) {
    List<String> wrong = new ArrayList<>();
    for (WorkflowExecution execution : last.values()) {
      Set<String> owed =
          OwedAudit.of(execution).stream()
              .map(event -> event.type().toString())
              .collect(Collectors.toSet());
      Set<String> told = trail.getOrDefault(execution.metadata().uid(), Set.of());
      if (execution.terminal() && !owed.equals(told)) {
        wrong.add("S10: %s owes %s and has told %s".formatted(describe(execution), owed, told));
      }
    }
    return wrong;
  }

  /** S11: nobody is a duplicate of itself. */
  private void nobodyIsItsOwnDuplicate() {
    for (WorkflowExecution execution : last.values()) {
      execution
          .status()
          .failureDetails()
          .filter(failure -> failure.reason() == FailureReason.DEDUPLICATED)
          .flatMap(failure -> execution.status().deduplicatedBy())
          .filter(other -> other.equals(execution.metadata().name()))
          .ifPresent(other -> violated("S11", "%s is its own duplicate".formatted(other)));
    }
  }

  /** S14: whoever has written an object does not write it again from an older view. */
  private void noWriteFromAnOldView() {
    for (Exchange exchange : exchanges) {
      if (exchange.route().isWrite() && exchange.expected() > 0) {
        exchanges.stream()
            .filter(e -> e.route().isWrite() && e.done() && e.answered() > 0)
            .filter(e -> e.answered() < exchange.arrived())
            .filter(e -> e.replica().equals(exchange.replica()))
            .filter(
                e ->
                    e.route()
                        .path()
                        .replace("/status", "")
                        .equals(exchange.route().path().replace("/status", "")))
            .filter(e -> Json.string(e.answer(), "metadata", "uid").equals(uid(exchange)))
            .filter(e -> e.resulting() > exchange.expected())
            .findFirst()
            .ifPresent(
                e ->
                    violated(
                        "S14",
                        "%s expects %d after %s has given %d"
                            .formatted(exchange, exchange.expected(), e, e.resulting())));
      }
    }
  }

  private static Optional<String> uid(Exchange exchange) {
    return Json.string(exchange.body(), "metadata", "uid")
        .or(() -> Json.string(exchange.body(), "preconditions", "uid"));
  }
}
