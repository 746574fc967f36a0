package ai.kubernaut.we.testkit.model.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Visits every state that can be reached, those with fewer faults first and then breadth first, and
 * checks every promise in each: that none is broken there, and that the fair run without further
 * faults from there ends at a rest where none is broken.
 */
public final class Search<S> {

  private final Model<S> model;
  private final long limit;
  private final Seen seen = new Seen();
  private final AtomicLong steps = new AtomicLong();
  private final List<Long> byFaults = new ArrayList<>();
  private final Workers workers = new Workers(Runtime.getRuntime().availableProcessors());

  private Search(Model<S> model, long limit) {
    this.model = model;
    this.limit = limit;
  }

  /** Searches until nothing is left to expand. */
  public static <S> Report exhaust(Model<S> model) {
    return upTo(Long.MAX_VALUE, model);
  }

  /** Searches until about so many states were seen. */
  public static <S> Report upTo(long states, Model<S> model) {
    return new Search<>(model, states).run();
  }

  private Report run() {
    long start = System.nanoTime();
    Optional<Trace> trace = explore();
    if (trace.isEmpty() && seen.size() < limit) {
      trace = new Calm<>(model, seen).endless();
    }
    return new Report(
        seen.size(),
        steps.get(),
        byFaults,
        seen.size() < limit && trace.isEmpty(),
        Duration.ofNanos(System.nanoTime() - start),
        trace);
  }

  private Optional<Trace> explore() {
    Layer<S> layer = new Layer<>();
    S initial = model.initial();
    layer.add(initial, model.fingerprint(initial), Seen.NONE);
    while (layer != null && seen.size() < limit) {
      Layer<S> worse = new Layer<>();
      int before = seen.size();
      Optional<Trace> trace = exhaust(layer, worse);
      byFaults.add((long) seen.size() - before);
      if (trace.isPresent()) {
        return trace;
      }
      layer = worse.isEmpty() ? null : worse;
    }
    return Optional.empty();
  }

  /** Everything that takes no more faults than this layer; what takes more is left to the next. */
  private Optional<Trace> exhaust(Layer<S> layer, Layer<S> worse) {
    List<S> frontier = layer.fresh(seen);
    while (!frontier.isEmpty() && seen.size() < limit) {
      Expansion<S> expansion = new Expansion<>(model, seen, worse, steps);
      List<S> level = frontier;
      frontier = workers.flatMap(level, expansion);
      if (expansion.broken().isPresent()) {
        return expansion.broken().map(state -> Traces.to(model, seen, state));
      }
    }
    return Optional.empty();
  }
}
