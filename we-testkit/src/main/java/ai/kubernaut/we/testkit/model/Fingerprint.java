package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hashes what matters of a world under one order of its subjects: uids by where they first occur,
 * versions by whether they are the server's, times by how far away they are, and no wording.
 */
final class Fingerprint {

  private static final int UNKNOWN_UID = 63;

  private final Scenario scenario;
  private final World world;
  private final int[] order;
  private final String[] uids = new String[16];
  private int known;
  private long hash = 0x51_7c_c1_b7_27_22_0a_95L;

  private Fingerprint(Scenario scenario, World world, int[] order) {
    this.scenario = scenario;
    this.world = world;
    this.order = order;
  }

  static long of(Scenario scenario, World world, List<int[]> orders) {
    long least = Long.MAX_VALUE;
    for (int[] order : orders) {
      least = Math.min(least, new Fingerprint(scenario, world, order).whole());
    }
    return least == 0 ? 1 : least;
  }

  private void add(long value) {
    long h = hash ^ (value + 0x9e3779b97f4a7c15L);
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    hash = h ^ (h >>> 29);
  }

  private void add(boolean value) {
    add(value ? 1 : 2);
  }

  private void add(String text) {
    add(text.hashCode());
  }

  private long whole() {
    server();
    for (int subject : order) {
      ledger(scenario.subjects().get(subject), world.ledgers().get(subject));
    }
    for (String lockName : scenario.lockNames()) {
      add(Math.max(-1, world.rests().getOrDefault(lockName, -1) - world.clock()));
    }
    add(world.engines().hashCode());
    add(world.defaultEngine());
    add(world.sinkDown());
    add(world.lockless());
    addUnordered(world.controllers().size(), i -> controller(world.controllers().get(i)));
    addUnordered(world.late().size(), i -> late(world.late().get(i)));
    add(world.broken().isPresent());
    return hash;
  }

  private interface Part {
    void add(int index);
  }

  /** Adds parts whose order does not matter. */
  private void addUnordered(int count, Part part) {
    long before = hash;
    long sum = count;
    for (int i = 0; i < count; i++) {
      hash = before;
      part.add(i);
      sum += hash;
    }
    hash = before;
    add(sum);
  }

  private void server() {
    Cluster server = world.server();
    for (int subject : order) {
      server
          .executions()
          .get(scenario.subjects().get(subject).name())
          .ifPresentOrElse(
              this::execution,
              () -> add(world.created().contains(scenario.subjects().get(subject).name()) ? 3 : 4));
    }
    server.locks().items().forEach(item -> lock(item.value()));
    add(7);
    children(server.jobs());
    children(server.pipelineRuns());
    pods(server.pods());
  }

  private void children(Listing<Child> children) {
    children.items().forEach(item -> child(item.value()));
    add(children.items().size());
  }

  private void pods(Listing<Pod> pods) {
    addUnordered(pods.items().size(), i -> pod(pods.items().get(i).value()));
  }

  /** Its number among the uids that the server knows. */
  private int number(String uid) {
    for (int i = 0; i < known; i++) {
      if (uids[i].equals(uid)) {
        return i;
      }
    }
    return UNKNOWN_UID;
  }

  private int meet(String uid) {
    int number = number(uid);
    if (number == UNKNOWN_UID && known < uids.length) {
      uids[known] = uid;
      return known++;
    }
    return number;
  }

  private int owner(String executionUid) {
    int index = scenario.index(executionUid);
    for (int i = 0; i < order.length; i++) {
      if (order[i] == index) {
        return i;
      }
    }
    return UNKNOWN_UID;
  }

  private int age(Instant time, int longest) {
    return Math.max(-3, Math.min(world.clock() - Ticks.of(time), longest));
  }

  private void age(Optional<Instant> time, int longest) {
    add(time.map(t -> age(t, longest)).orElse(99));
  }

  private void execution(WorkflowExecution e) {
    Metadata m = e.metadata();
    add(m.hasFinalizer(Names.CLEANUP_FINALIZER));
    add(m.annotations().containsKey(Names.CANCEL_ANNOTATION));
    add(e.deleting());
    boolean settled = OwedAudit.settled(e);
    if (e.deleting() && !settled) {
      age(m.deletionTimestamp(), Ticks.in(scenario.settings().auditWait()));
    }
    if (!e.terminal()) {
      add(m.generation());
      spec(e);
    }
    status(e.phase(), e.status());
    if (e.phase() == Phase.PENDING) {
      add(age(m.creationTimestamp(), Ticks.in(scenario.settings().defaultTimeout())));
    }
    add(settled);
  }

  private void spec(WorkflowExecution e) {
    e.spec()
        .map(WorkflowExecutionSpec::workflowRef)
        .flatMap(WorkflowRef::executionEngine)
        .ifPresent(this::add);
  }

  private void status(Phase phase, WorkflowExecutionStatus s) {
    add(phase.name());
    add(s.executionRef().flatMap(ExecutionRef::uid).map(this::meet).orElse(98));
    if (phase == Phase.RUNNING) {
      age(s.startTime(), 1 + Ticks.in(scenario.settings().stopGrace()));
      s.executionStatus().ifPresent(x -> add(x.hashCode()));
    }
    if (phase.terminal()) {
      age(s.completionTime(), Ticks.in(scenario.settings().cooldown()));
      add(s.failureDetails().map(FailureDetails::wasExecutionFailure).orElse(true));
    }
    add(s.executionEngine().isPresent());
    add(s.startTime().isPresent());
    Optional<Condition> blocked = s.condition(ConditionType.BLOCKED).filter(Condition::isTrue);
    add(blocked.isPresent());
    blocked.ifPresent(b -> blocked(b, s));
  }

  private void blocked(Condition condition, WorkflowExecutionStatus s) {
    add(condition.reason());
    s.blockedBy().ifPresent(this::by);
    age(s.blockedUntil(), 0);
  }

  /** Who blocks: executions by their place in the order, and anything else by name. */
  private void by(String name) {
    for (int i = 0; i < order.length; i++) {
      if (name.equals(Subject.NAMESPACE + "/" + scenario.subjects().get(order[i]).name())) {
        add(i);
        return;
      }
    }
    add(name);
  }

  private void lock(Lock lock) {
    add(lock.name());
    add(lock.claim().map(c -> owner(c.holder().uid())).orElse(97));
    lock.claim().ifPresent(c -> add(c.decision().engine()));
    lock.claim().ifPresent(c -> add(c.decision().generation()));
    age(lock.cooldownUntil(), 0);
  }

  private void child(Child child) {
    add(child.name());
    add(meet(child.uid()));
    childContent(child);
  }

  private void childContent(Child child) {
    add(child.engine());
    add(child.ours() ? owner(child.executionUid()) : 96);
    add(child.state().name());
    add(child.removal().name());
    add(child.acknowledged());
    age(child.endedAt(), Ticks.in(scenario.settings().cooldown()));
    child.evidence().verdict().ifPresent(v -> add(v.reason()));
  }

  private void pod(Pod pod) {
    add(number(pod.childUid()));
    add(owner(pod.executionUid()));
    add(pod.phase().name());
  }

  private void ledger(Subject subject, Ledger ledger) {
    boolean gone = world.server().executionOf(subject.uid()).isEmpty();
    add(ledger.startedUid().map(this::number).orElse(95));
    add(ledger.ran());
    add(gone && ledger.delivered() != 0 ? 1 : ledger.delivered());
    add(ledger.parked());
  }

  private void controller(Controller c) {
    add(c.stalled());
    seen(c.cache());
    if (!Same.object(c.view(), c.cache())) {
      seen(c.view());
    }
    for (int subject : order) {
      memory(c, scenario.subjects().get(subject));
    }
    for (Pass pass : c.passes()) {
      pass(pass);
    }
  }

  private void memory(Controller c, Subject subject) {
    Optional<WorkflowExecution> execution = world.server().executions().get(subject.name());
    add(
        execution
            .flatMap(e -> e.status().executionRef())
            .flatMap(ExecutionRef::uid)
            .filter(c.gone()::contains)
            .isPresent());
    AuditProgress audit = c.auditOf(subject.uid());
    if (!Same.object(audit, AuditProgress.NONE)) {
      long submitted = audit.submitted().stream().mapToInt(Ledger::bit).sum();
      long confirmed = audit.confirmed().stream().mapToInt(Ledger::bit).sum();
      add(submitted << 8 | confirmed);
      add(audit.rejected().isPresent());
    }
  }

  private void pass(Pass pass) {
    add(pass.errand().lockName());
    add(owner("uid-" + pass.errand().execution()));
    add(pass.scope().name());
    add(pass.read().isPresent());
    pass.read().ifPresent(this::seen);
  }

  /** A view: only in what it differs from the server. */
  private void seen(Cluster view) {
    Cluster server = world.server();
    if (!Same.object(view.executions(), server.executions())) {
      add(11);
      for (int subject : order) {
        String name = scenario.subjects().get(subject).name();
        item(view.executions().find(name), server.executions().find(name), this::execution);
      }
    }
    if (!Same.object(view.locks(), server.locks())) {
      add(12);
      for (String name : scenario.lockNames()) {
        item(view.locks().find(name), server.locks().find(name), this::lock);
      }
    }
    children(view.jobs(), server.jobs(), 13);
    children(view.pipelineRuns(), server.pipelineRuns(), 14);
    if (!Same.object(view.pods(), server.pods())) {
      add(15);
      pods(view.pods());
    }
  }

  private void children(Listing<Child> view, Listing<Child> server, int mark) {
    if (!Same.object(view, server)) {
      add(mark);
      for (String name : scenario.lockNames()) {
        item(view.find(name), server.find(name), this::viewed);
      }
    }
  }

  private void viewed(Child child) {
    add(number(child.uid()));
    childContent(child);
  }

  private <T> void item(Optional<Item<T>> seen, Optional<Item<T>> now, Consumer<T> content) {
    if (seen.isEmpty()) {
      add(21);
    } else if (now.isPresent() && now.get().revision() == seen.get().revision()) {
      add(22);
    } else {
      add(23);
      content.accept(seen.get().value());
    }
  }

  private void late(Request request) {
    add(owner("uid-" + request.errand().execution()));
    request.what().ifPresent(this::effect);
    request.status().ifPresent(s -> status(s.phase().orElse(Phase.PENDING), s));
  }

  private void effect(Effect effect) {
    add(effect.getClass().getSimpleName());
    if (effect instanceof Effect.CreateChild create) {
      add(create.spec().name());
      add(create.spec().engine());
    } else if (effect instanceof Effect.TakeLock take) {
      add(take.lockName());
      add(take.decision().engine());
      add(take.decision().generation());
    } else if (effect instanceof Effect.DeleteChild delete) {
      add(number(delete.child().uid()));
    } else if (effect instanceof Effect.StopChild stop) {
      add(number(stop.child().uid()));
    } else if (effect instanceof Effect.MarkCooldown mark) {
      age(Optional.of(mark.until()), 0);
    }
  }
}
