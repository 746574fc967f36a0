package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.settle.Outcome;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executes one request, on its conditions:
 *
 * <ul>
 *   <li>a creation: nothing has the name;
 *   <li>status, finalizers and annotations of an execution, the start of a child, our finalizer off
 *       a child, marking and deleting a lock: the object has the version that was seen;
 *   <li>stopping and deleting a child: it has the uid.
 * </ul>
 */
final class ApiServer implements Effect.Cases<Outcome> {

  private static final Outcome DONE = new Outcome.Done();

  private final Draft draft;
  private final Request.Deed request;
  private final Promises promises;

  private ApiServer(Draft draft, Request.Deed request) {
    this.draft = draft;
    this.request = request;
    this.promises = new Promises(draft);
  }

  static Outcome handle(Draft draft, Request request) {
    return request instanceof Request.Deed deed
        ? deed.effect().match(new ApiServer(draft, deed))
        : change(draft, (Request.Change) request);
  }

  private static Outcome change(Draft draft, Request.Change change) {
    Optional<Item<WorkflowExecution>> found =
        draft.server.executions().find(change.errand().execution());
    boolean fits =
        found.filter(item -> item.revision() == change.revision()).isPresent()
            || (found.isPresent() && draft.slips(Slip.WRITES_ANY_VERSION));
    if (!fits) {
      return new Outcome.Stale("the execution has changed");
    }
    new Promises(draft).changes(found.get().value(), change.becomes().value());
    draft.breaks(change.flaw()).put(change.becomes());
    return DONE;
  }

  /** Whether a request could ever make a difference, however long it takes. */
  static boolean mayStillDoSomething(Request request, Cluster server) {
    if (request instanceof Request.Deed deed) {
      return deed.effect().match(new Prospect(server, deed.revision()));
    }
    Request.Change change = (Request.Change) request;
    return server.executions().revision(change.errand().execution()) == change.revision();
  }

  @Override
  public Outcome takeLock(Effect.TakeLock effect) {
    if (draft.server.locks().find(effect.lockName()).isPresent()) {
      return new Outcome.Stale("the lock exists");
    }
    Subject by = draft.stage().scenario().subject(request.by());
    Holder holder = new Holder(by.uid(), Subject.NAMESPACE, by.name());
    promises.takes(by);
    draft.put(
        new Lock(
            effect.lockName(),
            "",
            "",
            Optional.of(new Lock.Claim(holder, effect.decision())),
            Optional.empty()));
    return DONE;
  }

  @Override
  public Outcome markCooldown(Effect.MarkCooldown effect) {
    return lock(
        effect.lock(),
        lock ->
            draft.put(new Lock(lock.name(), "", "", lock.claim(), Optional.of(effect.until()))));
  }

  @Override
  public Outcome releaseLock(Effect.ReleaseLock effect) {
    return lock(effect.lock(), lock -> draft.removeLock(lock.name()));
  }

  private Outcome lock(Lock seen, Function<Lock, Draft> change) {
    Optional<Item<Lock>> found =
        draft
            .server
            .locks()
            .find(seen.name())
            .filter(i -> i.revision() == request.revision() || draft.slips(Slip.RELEASES_BY_NAME));
    if (found.isEmpty()) {
      return new Outcome.Stale("the lock has changed");
    }
    Lock now = found.get().value();
    promises.touches(now.claim().map(c -> c.holder().uid()).orElse(""), request.by(), "lock");
    Draft unused = change.apply(now);
    return DONE;
  }

  @Override
  public Outcome createChild(Effect.CreateChild effect) {
    String name = effect.spec().name();
    if (draft.server.children(effect.spec().engine()).find(name).isPresent()) {
      return new Outcome.Stale("the child exists");
    }
    int number = Uids.free(draft, request.errand().subject());
    Child child = Children.held(Uids.of(number), effect.spec());
    draft.breaks(request.flaw()).put(child);
    if (draft.slips(Slip.CREATES_RUNNING)) {
      promises.starts(child);
      draft.put(Children.in(child, ChildState.STARTED));
    }
    return DONE;
  }

  @Override
  public Outcome startChild(Effect.StartChild effect) {
    return child(
        effect.child(),
        true,
        child -> {
          if (child.value().state() == ChildState.HELD) {
            promises.starts(child.value());
          }
          return ChildChange.STARTED;
        });
  }

  @Override
  public Outcome stopChild(Effect.StopChild effect) {
    return effect.child().engine().equals(Engines.JOB)
        ? delete(effect.child())
        : child(effect.child(), false, child -> ChildChange.STOPPING);
  }

  @Override
  public Outcome deleteChild(Effect.DeleteChild effect) {
    return delete(effect.child());
  }

  private Outcome delete(Child seen) {
    ChildChange how =
        draft.slips(Slip.DELETES_IN_BACKGROUND)
            ? ChildChange.DELETED_CARELESSLY
            : ChildChange.DELETED;
    return child(seen, false, child -> how);
  }

  private Outcome child(
      Child seen, boolean sameVersion, Function<Item<Child>, ChildChange> change) {
    Optional<Item<Child>> found =
        draft
            .server
            .children(seen.engine())
            .find(seen.name())
            .filter(item -> fits(item, seen, sameVersion));
    if (found.isEmpty()) {
      return new Outcome.Stale("the child has changed");
    }
    Item<Child> now = found.get();
    promises.touches(now.value().executionUid(), request.by(), "child");
    Shared<Child> changed = change.apply(now).of(now.content(), draft.stage().children());
    if (!Same.object(changed, now.content())) {
      draft.putChild(changed);
    }
    return DONE;
  }

  private boolean fits(Item<Child> now, Child seen, boolean sameVersion) {
    if (draft.slips(sameVersion ? Slip.STARTS_BY_NAME : Slip.DELETES_BY_NAME)) {
      return true;
    }
    return now.value().uid().equals(seen.uid())
        && (!sameVersion || now.revision() == request.revision());
  }

  @Override
  public Outcome releaseChild(Effect.ReleaseChild effect) {
    Child seen = effect.child();
    Item<Child> now = draft.server.children(seen.engine()).lookUp(seen.name());
    if (now == null || now.revision() != request.revision()) {
      return new Outcome.Stale("the child has changed");
    }
    promises.touches(now.value().executionUid(), request.by(), "child");
    if (now.value().removal() != Removal.RELEASABLE) {
      draft.breaks("S9", "a finalizer left a child that others still hold");
    }
    draft.remove(now.value());
    return DONE;
  }

  @Override
  public Outcome addFinalizer() {
    throw new IllegalStateException("a change of the execution");
  }

  @Override
  public Outcome removeFinalizer() {
    throw new IllegalStateException("a change of the execution");
  }

  @Override
  public Outcome submitAudit(Effect.SubmitAudit effect) {
    throw new IllegalStateException("the API server takes no audit events");
  }

  @Override
  public Outcome surrenderAudit(Effect.SurrenderAudit effect) {
    throw new IllegalStateException("the API server takes no audit events");
  }
}
