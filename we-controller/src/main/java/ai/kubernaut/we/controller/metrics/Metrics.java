package ai.kubernaut.we.controller.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import java.util.stream.Stream;

/** All that the process counts, and where it can be read. */
public record Metrics(
    CollectorRegistry registry,
    ExecutionMetrics executions,
    RuntimeMetrics runtime,
    ProcessMetrics process,
    AuditCounters audit) {

  public static Metrics create() {
    CollectorRegistry registry = new CollectorRegistry();
    Stream.of(
            new StandardExports(),
            new MemoryPoolsExports(),
            new GarbageCollectorExports(),
            new ThreadExports())
        .forEach(registry::register);
    return new Metrics(
        registry,
        new ExecutionMetrics(registry),
        new RuntimeMetrics(registry),
        new ProcessMetrics(registry),
        new AuditCounters(registry));
  }
}
