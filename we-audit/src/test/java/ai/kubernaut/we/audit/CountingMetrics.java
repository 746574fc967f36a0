package ai.kubernaut.we.audit;

import java.util.concurrent.atomic.AtomicInteger;

/** Metrics that a test reads. */
final class CountingMetrics implements AuditMetrics {

  final AtomicInteger backlog = new AtomicInteger();
  final AtomicInteger delivered = new AtomicInteger();
  final AtomicInteger rejected = new AtomicInteger();
  final AtomicInteger deadLettered = new AtomicInteger();
  final AtomicInteger retried = new AtomicInteger();

  @Override
  public void backlog(int events) {
    backlog.set(events);
  }

  @Override
  public void delivered(int events) {
    delivered.addAndGet(events);
  }

  @Override
  public void rejected() {
    rejected.incrementAndGet();
  }

  @Override
  public void deadLettered(int events) {
    deadLettered.addAndGet(events);
  }

  @Override
  public void retried() {
    retried.incrementAndGet();
  }
}
