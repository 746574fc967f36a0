package ai.kubernaut.we.testkit.model.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Visits every state that can be reached, those with fewer faults first and then breadth first, and
 * checks every promise in each: that none is broken there, and that the fair run without further
 * faults from there ends at a rest where none is broken.
 */
public final class Search<S> {

  private final Model<S> model;
  private long limit = Long.MAX_VALUE;
  private int workers = Runtime.getRuntime().availableProcessors();
  private Consumer<S> visitor = state -> {};

  private Search(Model<S> model) {
    this.model = model;
  }

  public static <S> Search<S> of(Model<S> model) {
    return new Search<>(model);
  }

  /** Stops when about so many states were seen. */
  public Search<S> upTo(long states) {
    limit = states;
    return this;
  }

  /** Works with that many threads; what is found does not depend on it. */
  public Search<S> workers(int threads) {
    workers = threads;
    return this;
  }

  /** Shows every state, once, in no particular order and from several threads. */
  public Search<S> visiting(Consumer<S> each) {
    visitor = each;
    return this;
  }

  /** Searches until nothing is left to expand, or a promise is broken. */
  public Report run() {
    long start = System.nanoTime();
    Exploration<S> exploration = new Exploration<>(model, limit, new Workers(workers), visitor);
    Optional<Trace> trace = exploration.explore();
    return new Report(
        exploration.seen().size(),
        exploration.steps(),
        exploration.byFaults(),
        exploration.seen().size() < limit && trace.isEmpty(),
        Duration.ofNanos(System.nanoTime() - start),
        trace);
  }

  /** One search under way. */
  private static final class Exploration<S> {
    private final Model<S> model;
    private final long limit;
    private final Workers workers;
    private final Consumer<S> visitor;
    private final Seen seen = new Seen();
    private final AtomicLong steps = new AtomicLong();
    private final List<Long> byFaults = new ArrayList<>();
    private final List<Layer<S>> layers = new ArrayList<>();

    Exploration(Model<S> model, long limit, Workers workers, Consumer<S> visitor) {
      this.model = model;
      this.limit = limit;
      this.workers = workers;
      this.visitor = visitor;
    }

    Seen seen() {
      return seen;
    }

    long steps() {
      return steps.get();
    }

    List<Long> byFaults() {
      return byFaults;
    }

    Optional<Trace> explore() {
      for (int faults = 0; faults <= model.mostFaults() && seen.size() < limit; faults++) {
        long before = seen.size();
        Optional<Trace> trace = exhaust(faults);
        byFaults.add(seen.size() - before);
        if (trace.isPresent()) {
          return trace;
        }
      }
      return seen.size() < limit ? endless() : Optional.empty();
    }

    /** Everything that takes so many faults, and no fewer. */
    private Optional<Trace> exhaust(int faults) {
      Layer<S> layer = new Layer<>(faults < model.mostFaults());
      List<Found<S>> level = faults == 0 ? first() : List.of();
      for (int depth = 0;
          (!level.isEmpty() || lowerLayersReach(depth)) && seen.size() < limit;
          depth++) {
        Expansion<S> expansion = new Expansion<>(model, seen, visitor);
        List<Found<S>> next = new ArrayList<>(workers.flatMap(level, expansion::follow));
        if (expansion.broken().isPresent()) {
          return expansion.broken().map(state -> Traces.to(model, seen, state));
        }
        for (Layer<S> lower : layers) {
          next.addAll(
              workers.flatMap(lower.level(depth), (s, out) -> expansion.disturb(s, faults, out)));
        }
        steps.addAndGet(expansion.steps());
        layer.keep(level);
        level = next;
      }
      layers.add(layer);
      return Optional.empty();
    }

    private List<Found<S>> first() {
      S initial = model.initial();
      return List.of(new Found<>(initial, seen.add(model.fingerprint(initial), Seen.NONE)));
    }

    private boolean lowerLayersReach(int depth) {
      return layers.stream().anyMatch(lower -> depth < lower.depth());
    }

    private Optional<Trace> endless() {
      int loop = seen.endless();
      return loop == Seen.NONE ? Optional.empty() : Optional.of(Traces.around(model, seen, loop));
    }
  }
}
