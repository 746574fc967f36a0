package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Executions that are alike under each other's names. A world and the same world under other names
 * behave alike, so only one of them has to be looked at.
 */
final class Renaming {

  private final Scenario scenario;
  private final int[] to;
  private final boolean nothing;
  private final Renamed<WorkflowExecution> executions;
  private final Renamed<Lock> locks;
  private final Renamed<Child> children;
  private final Renamed<Pod> pods;

  /**
   * A renaming.
   *
   * @param to for each execution the number of the one whose name it gets
   */
  private Renaming(Stage stage, int[] to) {
    this.scenario = stage.scenario();
    this.to = to;
    this.nothing = IntStream.range(0, to.length).allMatch(i -> to[i] == i);
    this.executions = new Renamed<>(stage.executions(), this::execution, e -> e.metadata().name());
    this.locks = new Renamed<>(stage.locks(), this::lock, Lock::name);
    this.children = new Renamed<>(stage.children(), this::child, Child::name);
    this.pods = new Renamed<>(stage.pods(), this::pod, Pod::childUid);
  }

  /** Every renaming that exchanges only executions that are alike; the first exchanges none. */
  static List<Renaming> all(Stage stage) {
    List<Renaming> all = new ArrayList<>();
    permute(stage, new int[stage.scenario().everybody().size()], 0, all);
    return stage.scenario().reduces(Reduction.NAMES) ? List.copyOf(all) : List.of(all.get(0));
  }

  private static void permute(Stage stage, int[] to, int filled, List<Renaming> all) {
    if (filled == to.length) {
      all.add(new Renaming(stage, to.clone()));
      return;
    }
    List<Subject> subjects = stage.scenario().everybody();
    for (int i = 0; i < to.length; i++) {
      if (alike(stage.scenario(), subjects.get(i), subjects.get(filled))
          && !contains(to, filled, i)) {
        to[filled] = i;
        permute(stage, to, filled + 1, all);
      }
    }
  }

  private static boolean alike(Scenario scenario, Subject one, Subject other) {
    Subject next = scenario.everybody().get(scenario.next());
    return one.equals(other) || (one.like(other) && !one.equals(next) && !other.equals(next));
  }

  private static boolean contains(int[] to, int filled, int value) {
    for (int i = 0; i < filled; i++) {
      if (to[i] == value) {
        return true;
      }
    }
    return false;
  }

  int subject(int old) {
    return old < 0 || old >= to.length ? old : to[old];
  }

  /** A list with an entry for each execution, in their new order. */
  <T> List<T> of(List<T> entries) {
    if (nothing) {
      return entries;
    }
    List<T> renamed = new ArrayList<>(entries);
    for (int i = 0; i < to.length; i++) {
      renamed.set(to[i], entries.get(i));
    }
    return renamed;
  }

  /** Bits of executions. */
  int subjects(int bits) {
    int renamed = nothing ? bits : 0;
    for (int left = nothing ? 0 : bits; left != 0; left &= left - 1) {
      renamed |= 1 << subject(Integer.numberOfTrailingZeros(left));
    }
    return renamed;
  }

  /** A number for an errand. */
  int errand(Errand errand) {
    return scenario.lockNames().indexOf(errand.lockName()) << 5 | subject(errand.subject()) + 1;
  }

  int child(int number) {
    return nothing || number <= 0 ? number : Uids.ofOther(number, subject(Uids.subject(number)));
  }

  int children(int bits) {
    int renamed = nothing ? bits : 0;
    for (int left = nothing ? 0 : bits; left != 0; left &= left - 1) {
      renamed |= 1 << child(Integer.numberOfTrailingZeros(left));
    }
    return renamed;
  }

  Cluster of(Cluster c) {
    if (nothing) {
      return c;
    }
    return new Cluster(
        executions.of(c.executions()),
        locks.of(c.locks()),
        children.of(c.jobs()),
        children.of(c.pipelineRuns()),
        pods.of(c.pods()));
  }

  Shared<WorkflowExecution> of(Shared<WorkflowExecution> execution) {
    return nothing ? execution : executions.of(execution);
  }

  private String uid(String executionUid) {
    int index = scenario.index(executionUid);
    return index < 0 ? executionUid : scenario.everybody().get(to[index]).uid();
  }

  private String qualifiedName(String name) {
    for (int i = 0; i < to.length; i++) {
      if (name.equals(Subject.NAMESPACE + "/" + scenario.everybody().get(i).name())) {
        return Subject.NAMESPACE + "/" + scenario.everybody().get(to[i]).name();
      }
    }
    return name;
  }

  private String childUid(String uid) {
    return Uids.of(child(Uids.number(uid)));
  }

  private WorkflowExecution execution(WorkflowExecution e) {
    Metadata m = e.metadata();
    Subject subject = scenario.everybody().get(to[scenario.index(m.uid())]);
    WorkflowExecutionStatus s = e.status();
    WorkflowExecutionStatus.Builder status =
        s.toBuilder().blocked(s.blockedBy().map(this::qualifiedName), s.blockedUntil());
    s.executionRef().ifPresent(ref -> status.executionRef(ref(ref)));
    return new WorkflowExecution(
        new Metadata(
            m.namespace(),
            subject.name(),
            subject.uid(),
            m.resourceVersion(),
            m.generation(),
            m.creationTimestamp(),
            m.deletionTimestamp(),
            m.labels(),
            m.annotations(),
            m.finalizers()),
        e.spec(),
        status.build());
  }

  private ExecutionRef ref(ExecutionRef ref) {
    return new ExecutionRef(
        ref.name(), ref.kind(), ref.namespace(), ref.uid().map(uid -> childUid(uid)));
  }

  private Lock lock(Lock lock) {
    Optional<Lock.Claim> claim =
        lock.claim()
            .map(
                c -> {
                  Subject holder = scenario.everybody().get(to[scenario.index(c.holder().uid())]);
                  return new Lock.Claim(
                      new Holder(holder.uid(), c.holder().namespace(), holder.name()),
                      c.decision());
                });
    return new Lock(lock.name(), "", "", claim, lock.cooldownUntil());
  }

  private Child child(Child c) {
    return new Child(
        c.engine(),
        c.kind(),
        c.namespace(),
        c.name(),
        childUid(c.uid()),
        c.resourceVersion(),
        uid(c.executionUid()),
        qualifiedName(c.execution()),
        c.state(),
        c.removal(),
        c.progress(),
        c.endedAt(),
        c.evidence());
  }

  private Pod pod(Pod pod) {
    return new Pod(childUid(pod.childUid()), uid(pod.executionUid()), pod.phase());
  }

  /** Values of one type under their new names. */
  private record Renamed<T>(
      Pool<T> pool,
      UnaryOperator<T> rename,
      Function<T, String> name,
      Map<Shared<T>, Shared<T>> known) {

    Renamed(Pool<T> pool, UnaryOperator<T> rename, Function<T, String> name) {
      this(pool, rename, name, new ConcurrentHashMap<>());
    }

    Shared<T> of(Shared<T> value) {
      return known.computeIfAbsent(value, v -> pool.of(rename.apply(v.value())));
    }

    Listing<T> of(Listing<T> listing) {
      Listing<T> renamed = Listing.empty();
      for (int i = 0; i < listing.size(); i++) {
        Item<T> item = listing.get(i);
        Shared<T> content = of(item.content());
        renamed = renamed.with(new Item<>(name.apply(content.value()), item.revision(), content));
      }
      return renamed;
    }
  }
}
