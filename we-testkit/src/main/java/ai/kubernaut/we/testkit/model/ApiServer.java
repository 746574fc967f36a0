package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Executes one request, on its conditions:
 *
 * <ul>
 *   <li>a creation: nothing has the name;
 *   <li>status, finalizers and annotations of an execution, the start of a child, our finalizer off
 *       a child, marking and deleting a lock: the object has the uid and the resourceVersion that
 *       was seen;
 *   <li>stopping and deleting a child: it has the uid.
 * </ul>
 */
final class ApiServer implements Effect.Cases<Answer> {

  private final World world;
  private final Request request;
  private final World.Draft draft;
  private final Cluster server;
  private final Promises promises;

  private ApiServer(Scenario scenario, World world, Request request) {
    this.world = world;
    this.request = request;
    this.draft = world.edit();
    this.server = world.server();
    this.promises = new Promises(scenario, world, draft);
  }

  static Answer handle(Scenario scenario, World world, Request request) {
    ApiServer api = new ApiServer(scenario, world, request);
    return request
        .what()
        .map(effect -> effect.match(api))
        .orElseGet(() -> api.patchStatus(request.status().orElseThrow()));
  }

  @Override
  public Answer addFinalizer() {
    return execution(
        execution -> {
          if (execution.deleting()) {
            draft.breaks("S8", "a finalizer was added to an execution that is deleted");
          }
          List<String> more = new ArrayList<>(execution.metadata().finalizers());
          more.add(Names.CLEANUP_FINALIZER);
          return execution.withMetadata(withFinalizers(execution.metadata(), more));
        });
  }

  @Override
  public Answer removeFinalizer() {
    return execution(
        execution -> {
          promises.lettingGo(execution);
          List<String> left = new ArrayList<>(execution.metadata().finalizers());
          left.remove(Names.CLEANUP_FINALIZER);
          return execution.withMetadata(withFinalizers(execution.metadata(), left));
        });
  }

  private Answer patchStatus(WorkflowExecutionStatus status) {
    return execution(
        execution -> {
          promises.statusChanges(execution, execution.withStatus(status));
          return execution.withStatus(status);
        });
  }

  private Answer execution(UnaryOperator<WorkflowExecution> change) {
    String name = request.by().orElseThrow().metadata().name();
    Optional<Item<WorkflowExecution>> found = server.executions().find(name);
    if (found.filter(item -> item.revision() == request.revision()).isEmpty()) {
      return Answer.stale(world, Kind.EXECUTION, name, "the execution has changed");
    }
    WorkflowExecution changed = change.apply(found.get().value());
    draft.server = server.with(put(server.executions(), changed));
    return Answer.done(draft.build(), Kind.EXECUTION, name);
  }

  private Listing<WorkflowExecution> put(
      Listing<WorkflowExecution> executions, WorkflowExecution changed) {
    String name = changed.metadata().name();
    return changed.deleting() && changed.metadata().finalizers().isEmpty()
        ? executions.without(name, draft.next())
        : executions.with(name, changed, draft.next());
  }

  static Metadata withFinalizers(Metadata m, List<String> finalizers) {
    return new Metadata(
        m.namespace(),
        m.name(),
        m.uid(),
        m.resourceVersion(),
        m.generation(),
        m.creationTimestamp(),
        m.deletionTimestamp(),
        m.labels(),
        m.annotations(),
        finalizers);
  }

  @Override
  public Answer takeLock(Effect.TakeLock effect) {
    String name = effect.lockName();
    if (server.locks().find(name).isPresent()) {
      return Answer.stale(world, Kind.LOCK, name, "the lock exists");
    }
    Metadata by = request.by().orElseThrow().metadata();
    Holder holder = new Holder(by.uid(), by.namespace(), by.name());
    Lock lock =
        new Lock(
            name,
            draft.newUid(),
            "",
            Optional.of(new Lock.Claim(holder, effect.decision())),
            Optional.empty());
    draft.server = server.withLocks(server.locks().with(name, lock, draft.next()));
    return Answer.done(draft.build(), Kind.LOCK, name);
  }

  @Override
  public Answer markCooldown(Effect.MarkCooldown effect) {
    return lock(
        effect.lock(),
        lock ->
            server
                .locks()
                .with(
                    lock.name(),
                    new Lock(
                        lock.name(), lock.uid(), "", lock.claim(), Optional.of(effect.until())),
                    draft.next()));
  }

  @Override
  public Answer releaseLock(Effect.ReleaseLock effect) {
    return lock(effect.lock(), lock -> server.locks().without(lock.name(), draft.next()));
  }

  private Answer lock(Lock seen, Function<Lock, Listing<Lock>> change) {
    Optional<Item<Lock>> found =
        server.locks().find(seen.name()).filter(item -> item.revision() == request.revision());
    if (found.isEmpty()) {
      return Answer.stale(world, Kind.LOCK, seen.name(), "the lock has changed");
    }
    promises.touches(
        found.get().value().claim().map(c -> c.holder().uid()).orElse(""), request.by(), "lock");
    draft.server = server.withLocks(change.apply(found.get().value()));
    return Answer.done(draft.build(), Kind.LOCK, seen.name());
  }

  @Override
  public Answer createChild(Effect.CreateChild effect) {
    String name = effect.spec().name();
    String engine = effect.spec().engine();
    Kind kind = Kind.of(engine);
    if (server.children(engine).find(name).isPresent()) {
      return Answer.stale(world, kind, name, "the child exists");
    }
    Child child = Engines.held(draft.newUid(), effect.spec());
    draft.server =
        server.withChildren(engine, server.children(engine).with(name, child, draft.next()));
    return Answer.done(draft.build(), kind, name);
  }

  @Override
  public Answer startChild(Effect.StartChild effect) {
    return child(
        effect.child(),
        true,
        child -> {
          if (child.state() == ChildState.HELD) {
            promises.starts(child);
          }
          return Engines.in(child, ChildState.STARTED);
        });
  }

  @Override
  public Answer stopChild(Effect.StopChild effect) {
    return effect.child().engine().equals(Engines.JOB)
        ? child(effect.child(), false, Engines::deletedInForeground)
        : child(effect.child(), false, Engines::stopping);
  }

  @Override
  public Answer deleteChild(Effect.DeleteChild effect) {
    return child(effect.child(), false, Engines::deletedInForeground);
  }

  private Answer child(Child seen, boolean sameRevision, UnaryOperator<Child> change) {
    Kind kind = Kind.of(seen.engine());
    Listing<Child> children = server.children(seen.engine());
    Optional<Item<Child>> found =
        children
            .find(seen.name())
            .filter(item -> item.value().uid().equals(seen.uid()))
            .filter(item -> !sameRevision || item.revision() == request.revision());
    if (found.isEmpty()) {
      return Answer.stale(world, kind, seen.name(), "the child has changed");
    }
    Child now = found.get().value();
    promises.touches(now.executionUid(), request.by(), "child");
    Child changed = change.apply(now);
    if (!Same.object(changed, now)) {
      draft.server =
          server.withChildren(seen.engine(), children.with(seen.name(), changed, draft.next()));
    }
    return Answer.done(draft.build(), kind, seen.name());
  }

  @Override
  public Answer releaseChild(Effect.ReleaseChild effect) {
    Child seen = effect.child();
    Kind kind = Kind.of(seen.engine());
    Listing<Child> children = server.children(seen.engine());
    Optional<Item<Child>> found =
        children.find(seen.name()).filter(item -> item.revision() == request.revision());
    if (found.isEmpty()) {
      return Answer.stale(world, kind, seen.name(), "the child has changed");
    }
    promises.touches(found.get().value().executionUid(), request.by(), "child");
    if (found.get().value().removal() != Removal.RELEASABLE) {
      draft.breaks("S9", "a finalizer left a child that others still hold");
    }
    draft.server = server.withChildren(seen.engine(), children.without(seen.name(), draft.next()));
    return Answer.done(draft.build(), kind, seen.name());
  }

  @Override
  public Answer submitAudit(Effect.SubmitAudit effect) {
    throw new IllegalStateException("the API server takes no audit events");
  }

  @Override
  public Answer surrenderAudit(Effect.SurrenderAudit effect) {
    throw new IllegalStateException("the API server takes no audit events");
  }
}
