package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.policy.Wish;
import ai.kubernaut.we.core.target.LockName;
import ai.kubernaut.we.core.time.Cooldown;
import ai.kubernaut.we.core.time.Deadline;
import ai.kubernaut.we.core.validation.Problem;
import ai.kubernaut.we.core.validation.SpecValidation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An execution that has not started: adopt what ran, refuse, wait, lock, create; in this order. A
 * child that is still held has done nothing, so it is adopted only where it might be created too.
 */
final class PendingPlanner {

  private static final Duration FOREIGN_RECHECK = Duration.ofSeconds(30);
  private static final Duration CATALOG_RECHECK = Duration.ofSeconds(5);

  private final Observation o;
  private final Instant deadline;

  /** What the lock says was decided, else what is decided now, if the catalog lets it. */
  private final Optional<Decision> decision;

  PendingPlanner(Observation o) {
    this.o = o;
    this.decision =
        o.ownLock()
            .flatMap(Lock::claim)
            .map(Lock.Claim::decision)
            .or(() -> Decisions.decide(o.execution(), o.catalog(), o.settings()));
    this.deadline = Deadline.ofPending(o.execution(), o.settings().defaultTimeout());
  }

  Plan plan() {
    return adoptStarted()
        .or(this::tellLost)
        .or(this::refuseForGood)
        .or(this::giveUp)
        .or(this::waitForEngine)
        .or(this::contend)
        .or(this::waitForCatalog)
        .orElseGet(this::proceed);
  }

  /** A child of ours was started, by whomever: what it did has to be told. */
  private Optional<Plan> adoptStarted() {
    return o.ownChild(child -> child.state() != ChildState.HELD)
        .map(child -> finalizerFirst().orElseGet(() -> adopt(child)));
  }

  /** Pods of it without a child: one was started, by whomever, and has vanished since. */
  private Optional<Plan> tellLost() {
    if (o.pods() == 0 || !o.ownChildren().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        o.live()
            ? fail(Failures.lost("Its child", true), "its child is gone, and its pods are not")
            : Planner.look("it has pods and no child in view"));
  }

  private Optional<Plan> finalizerFirst() {
    return o.execution().metadata().hasFinalizer(Names.CLEANUP_FINALIZER) || deleting()
        ? Optional.empty()
        : Optional.of(Planner.act(new Effect.AddFinalizer(), "nothing of it may be left behind"));
  }

  private Plan adopt(Child child) {
    return Planner.write(
        new Change.Run(child, o.ownLock().flatMap(Lock::claim).map(Lock.Claim::decision)),
        "its child exists");
  }

  /** Deleted by somebody before it was recorded, so it never started; a new one may follow. */
  private Plan awaitRemoval(Child child) {
    return switch (child.removal()) {
      case RELEASABLE ->
          o.pods() == 0
              ? Planner.act(new Effect.ReleaseChild(child), "only our finalizer holds it")
              : block(Blockages.terminating(child));
      case DOUBTFUL -> Planner.look("its pods may not be in view");
      case CARELESS -> Planner.act(new Effect.DeleteChild(child), "its pods have to go first");
      case NONE, FOREGROUND -> block(Blockages.terminating(child));
    };
  }

  private Optional<Plan> refuseForGood() {
    if (o.execution().spec().isEmpty()) {
      return Optional.of(fail(Failures.noSpec(), "it has no spec"));
    }
    if (deleting()) {
      return Optional.of(fail(Failures.cancelled("it was deleted", false), "it is deleted"));
    }
    if (o.cancellation().isPresent()) {
      return Optional.of(
          fail(Failures.cancelled(o.cancellation().get(), false), "it is cancelled"));
    }
    return refuseSpec(o.execution().spec().get());
  }

  private Optional<Plan> refuseSpec(WorkflowExecutionSpec spec) {
    List<Problem> problems = SpecValidation.check(spec, o.settings().clusterId());
    if (!problems.isEmpty()) {
      return Optional.of(fail(Failures.invalid(problems), "its spec is invalid"));
    }
    return Decisions.contradiction(o.execution(), o.catalog())
        .map(problem -> fail(Failures.catalogUnusable(problem), "the catalog contradicts"))
        .or(() -> decision.flatMap(this::refuseDecision));
  }

  private Optional<Plan> refuseDecision(Decision decided) {
    long generation = o.execution().metadata().generation();
    if (decided.generation() != generation) {
      return Optional.of(
          fail(Failures.specChanged(decided.generation(), generation), "its spec changed"));
    }
    return o.engines().containsKey(decided.engine())
        ? forbid(decided)
        : Optional.of(
            fail(
                Failures.unsupportedEngine(decided.engine(), o.engines().keySet()),
                "its engine is not registered"));
  }

  private Optional<Plan> forbid(Decision decided) {
    WorkflowExecutionSpec spec = o.execution().spec().orElseThrow();
    Wish wish = new Wish(o.execution(), spec, decided, o.neighboursAtWork());
    return o.settings()
        .policy()
        .refusal(wish)
        .map(refusal -> fail(Failures.forbidden(refusal), "policy forbids it"));
  }

  private Optional<Plan> giveUp() {
    return o.now().isBefore(deadline)
        ? Optional.empty()
        : Optional.of(
            fail(Failures.neverStarted(o.execution(), deadline), "its deadline has passed"));
  }

  private Optional<Plan> waitForEngine() {
    return decision
        .map(Decision::engine)
        .filter(engine -> o.engines().get(engine) != Availability.SERVED)
        .map(engine -> block(Blockages.engineNotAvailable(engine)));
  }

  /** Nothing else is in the way: now what is to run has to be known. */
  private Optional<Plan> waitForCatalog() {
    if (decision.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        o.catalog() instanceof CatalogAnswer.Unavailable down
            ? block(Blockages.catalogUnavailable(down.reason()))
            : Planner.await(soonest(CATALOG_RECHECK), "the catalog has yet to answer"));
  }

  /** Somebody else is, was, or may be at work on the target, whoever holds its lock. */
  private Optional<Plan> contend() {
    return o.othersLock()
        .map(this::contend)
        .or(this::contendWithRunning)
        .or(this::contendWithCooling)
        .or(() -> o.othersChild().map(this::contend));
  }

  private Plan contend(Lock lock) {
    if (lock.claim().isEmpty()) {
      return o.live() ? block(Blockages.foreignLock(lock)) : lookAgain();
    }
    Holder holder = lock.claim().get().holder();
    return o.rival(holder.uid()).map(this::contend).orElseGet(() -> leftBehind(lock, holder));
  }

  private Plan leftBehind(Lock lock, Holder holder) {
    return o.live()
        ? block(Blockages.leftBehind(lock, holder.qualifiedName(), o.now()))
        : Planner.look("the holder of the lock is not in view");
  }

  private Plan contend(WorkflowExecution holder) {
    if (!holder.terminal()) {
      return deduplicate(holder);
    }
    return contendWithCooling().orElseGet(() -> block(Blockages.heldByEnded(holder)));
  }

  private Optional<Plan> contendWithRunning() {
    return o.runningRival().map(this::deduplicate);
  }

  private Optional<Plan> contendWithCooling() {
    return Cooldown.longest(o.rivals(), o.settings().cooldown(), o.now())
        .map(cooling -> block(Blockages.cooling(cooling)));
  }

  private Plan contend(Child child) {
    return child.ours() || o.live() ? block(Blockages.othersChild(child)) : lookAgain();
  }

  private static Plan lookAgain() {
    return Planner.look("what others own is not watched");
  }

  private Plan deduplicate(WorkflowExecution holder) {
    String by =
        holder.metadata().namespace().equals(o.execution().metadata().namespace())
            ? holder.metadata().name()
            : holder.metadata().qualifiedName();
    return finish(
        new Change.Fail(
            Failures.deduplicated(by), Optional.empty(), Optional.empty(), Optional.of(by)),
        "another execution holds the target");
  }

  private Plan proceed() {
    return finalizerFirst().orElseGet(() -> o.ownLock().map(this::fill).orElseGet(this::lock));
  }

  private Plan lock() {
    String target = o.execution().spec().orElseThrow().targetResource();
    return Planner.act(
        new Effect.TakeLock(LockName.of(target).orElseThrow().value(), decision.orElseThrow()),
        "the target is free");
  }

  /** The lock is ours: now the child that it records. */
  private Plan fill(Lock lock) {
    return o.ownChild(child -> true).map(this::take).orElseGet(() -> create(lock));
  }

  /** Under a lock that somebody took away, another engine may have been decided. */
  private Plan take(Child child) {
    if (child.removing()) {
      return awaitRemoval(child);
    }
    return decision.orElseThrow().engine().equals(child.engine())
        ? adopt(child)
        : Planner.act(new Effect.DeleteChild(child), "its lock records another engine");
  }

  private Plan create(Lock lock) {
    WorkflowExecutionSpec spec = o.execution().spec().orElseThrow();
    return Planner.act(
        new Effect.CreateChild(ChildOrder.of(o, spec, lock.name(), decision.orElseThrow())),
        "the lock is ours");
  }

  private boolean deleting() {
    return o.execution().deleting();
  }

  /** What is not watched is looked at again now and then. */
  private Plan block(Blockage blockage) {
    Instant again =
        switch (blockage.reason()) {
          case Blockage.FOREIGN_OBJECT -> soonest(FOREIGN_RECHECK);
          case Blockage.CATALOG_UNAVAILABLE -> soonest(CATALOG_RECHECK);
          default -> deadline;
        };
    return Planner.block(o, blockage, Optional.of(again));
  }

  private Instant soonest(Duration wait) {
    Instant again = o.now().plus(wait);
    return again.isBefore(deadline) ? again : deadline;
  }

  private Plan fail(Failure failure, String why) {
    return finish(
        new Change.Fail(
            failure,
            Optional.empty(),
            o.ownLock().flatMap(Lock::claim).map(Lock.Claim::decision),
            Optional.empty()),
        why);
  }

  /** Ends it, once its finalizer keeps it until the audit trail knows. */
  private Plan finish(Change change, String why) {
    if (o.execution().metadata().hasFinalizer(Names.CLEANUP_FINALIZER)) {
      return Planner.write(change, why);
    }
    return deleting()
        ? Planner.await("it is deleted, and nothing was done for it")
        : Planner.act(new Effect.AddFinalizer(), "its end has to reach the audit trail");
  }
}
