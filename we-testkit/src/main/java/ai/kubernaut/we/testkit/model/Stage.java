package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all states of one model have in common: its scenario, and the values that they share. */
final class Stage {

  private final Scenario scenario;
  private final List<Errand> errands;
  private final Pool<WorkflowExecution> executions;
  private final Pool<Lock> locks;
  private final Pool<Child> children;
  private final Pool<Pod> pods;
  private final Turns turns;
  private final Flaws flaws = new Flaws();
  private final List<Renaming> renamings;
  private final ConcurrentMap<Long, Optional<Violation>> histories = new ConcurrentHashMap<>();

  Stage(Scenario scenario) {
    this.scenario = scenario;
    this.errands = errands(scenario);
    AtomicLong count = new AtomicLong();
    Essence essence = new Essence(scenario);
    executions = new Pool<>(count, essence::of, e -> Traits.of(e, scenario));
    locks = new Pool<>(count, essence::of, lock -> Traits.of(lock, scenario));
    children = new Pool<>(count, essence::of, child -> Traits.of(child, scenario));
    pods = new Pool<>(count, (pod, shift) -> pod, pod -> Traits.of(pod, scenario));
    turns = new Turns(this);
    renamings = Renaming.all(this);
  }

  private static List<Errand> errands(Scenario scenario) {
    List<Errand> errands = new ArrayList<>();
    for (String lockName : scenario.lockNames()) {
      for (int i = 0; i < scenario.everybody().size(); i++) {
        Subject subject = scenario.everybody().get(i);
        if (subject.lockName().equals(lockName)) {
          errands.add(new Errand(errands.size(), lockName, i, subject.name()));
        }
      }
      errands.add(new Errand(errands.size(), lockName, Errand.LEFT_BEHIND, ""));
    }
    return List.copyOf(errands);
  }

  /** The choices of names that make no difference; the first is the usual one. */
  List<Renaming> renamings() {
    return renamings;
  }

  Scenario scenario() {
    return scenario;
  }

  /** Everything that a controller may have to do, by lock name. */
  List<Errand> errands() {
    return errands;
  }

  Pool<WorkflowExecution> executions() {
    return executions;
  }

  /** What is wrong with what routing makes of the executions, by target. */
  Optional<Violation> history(Listing<WorkflowExecution> executions) {
    return histories.computeIfAbsent(
        executions.mark(),
        mark ->
            scenario.lockNames().stream()
                .flatMap(lockName -> history(ofTarget(executions, lockName)).stream())
                .findFirst());
  }

  private Optional<Violation> history(List<WorkflowExecution> ofOneTarget) {
    return new History(scenario.logic(), ofOneTarget).broken();
  }

  private List<WorkflowExecution> ofTarget(Listing<WorkflowExecution> executions, String lockName) {
    return executions.items().stream()
        .map(Item::value)
        .filter(e -> scenario.subject(e.metadata().uid()).lockName().equals(lockName))
        .toList();
  }

  /** What others see of an execution. */
  Shared<WorkflowExecution> asRival(Shared<WorkflowExecution> execution) {
    return execution.changed(Seen.BY_RIVALS, executions, Essence::asRival);
  }

  /** What is left of an execution that is over and done with. */
  Shared<WorkflowExecution> finished(Shared<WorkflowExecution> execution) {
    return execution.changed(Seen.FINISHED, executions, Essence::finished);
  }

  private enum Seen {
    BY_RIVALS,
    FINISHED
  }

  Pool<Lock> locks() {
    return locks;
  }

  Pool<Child> children() {
    return children;
  }

  Pool<Pod> pods() {
    return pods;
  }

  Flaws flaws() {
    return flaws;
  }

  Turns turns() {
    return turns;
  }
}
