package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.engine.ExecutionEngine;
import ai.kubernaut.we.core.plan.Availability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The registered engines. */
final class Engines {

  private final Map<String, ExecutionEngine> engines = new LinkedHashMap<>();

  Engines(Collection<? extends ExecutionEngine> all) {
    all.forEach(engine -> engines.put(engine.name(), engine));
  }

  Optional<ExecutionEngine> named(String name) {
    return Optional.ofNullable(engines.get(name));
  }

  /** Whether what a cache follows is there to be used. */
  static Availability availability(WatchCache<?> cache) {
    if (cache.notServed()) {
      return Availability.NOT_SERVED;
    }
    return cache.synced() ? Availability.SERVED : Availability.UNKNOWN;
  }

  Map<String, Availability> availability() {
    return engines.values().stream()
        .collect(Collectors.toMap(ExecutionEngine::name, ExecutionEngine::availability));
  }

  /** What all engines have for an execution or under these names, as last seen. */
  List<Child> children(String executionUid, Set<String> names) {
    return engines.values().stream()
        .flatMap(engine -> engine.children(executionUid, names).stream())
        .toList();
  }

  /** The same, read from the server now; empty if an engine could not be read. */
  Optional<List<Child>> read(Set<String> names, boolean withEvents) {
    List<Child> all = new ArrayList<>();
    for (ExecutionEngine engine : engines.values()) {
      if (engine.availability() == Availability.NOT_SERVED) {
        continue;
      }
      Optional<List<Child>> found = engine.read(names, withEvents);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(found.get());
    }
    return Optional.of(all);
  }
}
