package ai.kubernaut.we.bench.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A few clients at once. */
final class Writers {
  static final int NUMBER = 4;

  private Writers() {}

  /** Does something for every number of a range, which the clients share. */
  static void inParallel(int from, int to, IntConsumer work) {
    ExecutorService threads = Executors.newFixedThreadPool(NUMBER);
    try {
      CompletableFuture.allOf(
              IntStream.range(0, NUMBER)
                  .mapToObj(
                      client ->
                          CompletableFuture.runAsync(
                              () -> share(from + client, to).forEach(work), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdownNow();
    }
  }

  private static IntStream share(int first, int to) {
    return IntStream.iterate(first, i -> i < to, i -> i + NUMBER);
  }
}
