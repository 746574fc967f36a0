package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.child.Child;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One process that believes to be the leader.
 *
 * @param name for traces
 * @param cache what its watches have told it, each kind as of some moment
 * @param view the cache, with its own writes
 * @param stalled bits of the {@link Kind}s whose watch lags behind
 * @param gone uids of children that it has seen deleted
 * @param audit by uid of the execution
 * @param passes that are under way, at most one for a lock name
 */
public record Controller(
    String name,
    Cluster cache,
    Cluster view,
    int stalled,
    Set<String> gone,
    Map<String, AuditProgress> audit,
    List<Pass> passes) {

  /** A process that has just listed everything. */
  static Controller started(String name, Cluster server) {
    return new Controller(name, server, server, 0, Set.of(), Map.of(), List.of());
  }

  /** Its memory is lost; what its caches hold is as old as before. */
  Controller restarted(String newName) {
    return new Controller(newName, cache, cache, stalled, Set.of(), Map.of(), List.of());
  }

  boolean stalls(Kind kind) {
    return (stalled & kind.bit()) != 0;
  }

  Controller stall(Kind kind) {
    return new Controller(name, cache, view, stalled | kind.bit(), gone, audit, passes);
  }

  /** The watch of one kind catches up. */
  Controller deliver(Kind kind, Cluster server) {
    return new Controller(name, cache, view, stalled & ~kind.bit(), gone, audit, passes)
        .sync(kind, server);
  }

  /** Every watch that does not lag is up to date. */
  Controller sync(Cluster server) {
    Controller synced = this;
    for (Kind kind : KINDS) {
      synced = stalls(kind) ? synced : synced.sync(kind, server);
    }
    return synced;
  }

  private static final Kind[] KINDS = Kind.values();

  private Controller sync(Kind kind, Cluster server) {
    if (Same.object(cache.of(kind), server.of(kind))
        && Same.object(view.of(kind), server.of(kind))) {
      return this;
    }
    Cluster newView = view.with(kind, server);
    return new Controller(
        name, cache.with(kind, server), newView, stalled, gone(newView), audit, passes);
  }

  private Set<String> gone(Cluster newView) {
    List<String> missing = new ArrayList<>(0);
    view.children()
        .map(Item::value)
        .map(Child::uid)
        .filter(uid -> newView.childOf(uid).isEmpty())
        .forEach(missing::add);
    return missing.isEmpty() ? gone : plus(missing);
  }

  private Set<String> plus(List<String> uids) {
    Set<String> more = new HashSet<>(gone);
    more.addAll(uids);
    return Set.copyOf(more);
  }

  /** It knows its own write of one kind before its watch does. */
  Controller wrote(Cluster newView) {
    return new Controller(name, cache, newView, stalled, gone(newView), audit, passes);
  }

  AuditProgress auditOf(String executionUid) {
    return audit.getOrDefault(executionUid, AuditProgress.NONE);
  }

  Controller withAudit(String executionUid, AuditProgress progress) {
    Map<String, AuditProgress> changed = new HashMap<>(audit);
    changed.put(executionUid, progress);
    return new Controller(name, cache, view, stalled, gone, Map.copyOf(changed), passes);
  }

  Controller forgetAudit(String executionUid) {
    if (!audit.containsKey(executionUid)) {
      return this;
    }
    Map<String, AuditProgress> left = new HashMap<>(audit);
    left.remove(executionUid);
    return new Controller(name, cache, view, stalled, gone, Map.copyOf(left), passes);
  }

  Optional<Pass> passFor(String lockName) {
    return passes.stream().filter(p -> p.errand().lockName().equals(lockName)).findFirst();
  }

  Controller without(String lockName) {
    return passFor(lockName).isEmpty() ? this : withPasses(lockName, Optional.empty());
  }

  Controller with(Pass pass) {
    return withPasses(pass.errand().lockName(), Optional.of(pass));
  }

  private Controller withPasses(String lockName, Optional<Pass> pass) {
    List<Pass> changed = new ArrayList<>(passes);
    changed.removeIf(p -> p.errand().lockName().equals(lockName));
    pass.ifPresent(changed::add);
    return new Controller(name, cache, view, stalled, gone, audit, List.copyOf(changed));
  }
}
