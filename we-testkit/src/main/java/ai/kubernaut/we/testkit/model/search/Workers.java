package ai.kubernaut.we.testkit.model.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Applies one function to many things on all processors. */
final class Workers {

  private static final int CHUNK = 64;

  private final int threads;

  Workers(int threads) {
    this.threads = threads;
  }

  /** All results, in no particular order. */
  <S> List<S> flatMap(List<S> inputs, BiConsumer<S, List<S>> function) {
    AtomicInteger cursor = new AtomicInteger();
    Callable<List<S>> work =
        () -> {
          List<S> results = new ArrayList<>();
          for (int from; (from = cursor.getAndAdd(CHUNK)) < inputs.size(); ) {
            int to = Math.min(from + CHUNK, inputs.size());
            inputs.subList(from, to).forEach(input -> function.accept(input, results));
          }
          return results;
        };
    return inputs.size() <= CHUNK ? call(work) : callAll(work);
  }

  private <S> List<S> callAll(Callable<List<S>> work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<S>>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(work));
      }
      List<S> all = new ArrayList<>();
      for (Future<List<S>> part : parts) {
        all.addAll(call(part::get));
      }
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
