package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.plan.Effect;

/**
 * Whether a request that nobody waits for could still make a difference. A version never comes back
 * and a uid is never given twice, so a request whose object has changed or gone cannot; a creation
 * always can.
 */
record Prospect(Cluster server, int revision) implements Effect.Cases<Boolean> {

  @Override
  public Boolean takeLock(Effect.TakeLock effect) {
    return true;
  }

  @Override
  public Boolean createChild(Effect.CreateChild effect) {
    return true;
  }

  @Override
  public Boolean startChild(Effect.StartChild effect) {
    return version(effect.child());
  }

  @Override
  public Boolean releaseChild(Effect.ReleaseChild effect) {
    return version(effect.child());
  }

  private boolean version(Child child) {
    return server.children(child.engine()).revision(child.name()) == revision;
  }

  @Override
  public Boolean stopChild(Effect.StopChild effect) {
    return server
        .childOf(effect.child().uid())
        .map(Item::value)
        .filter(
            now ->
                now.engine().equals(Engines.JOB)
                    ? !Same.object(Children.deletedInForeground(now), now)
                    : !Same.object(Children.stopping(now), now))
        .isPresent();
  }

  @Override
  public Boolean deleteChild(Effect.DeleteChild effect) {
    return server
        .childOf(effect.child().uid())
        .map(Item::value)
        .filter(now -> !Same.object(Children.deletedInForeground(now), now))
        .isPresent();
  }

  @Override
  public Boolean markCooldown(Effect.MarkCooldown effect) {
    return server.locks().revision(effect.lock().name()) == revision;
  }

  @Override
  public Boolean releaseLock(Effect.ReleaseLock effect) {
    return server.locks().revision(effect.lock().name()) == revision;
  }

  @Override
  public Boolean addFinalizer() {
    return true;
  }

  @Override
  public Boolean removeFinalizer() {
    return true;
  }

  @Override
  public Boolean submitAudit(Effect.SubmitAudit effect) {
    return false;
  }

  @Override
  public Boolean surrenderAudit(Effect.SurrenderAudit effect) {
    return false;
  }
}
