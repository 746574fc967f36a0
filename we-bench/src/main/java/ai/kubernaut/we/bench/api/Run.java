package ai.kubernaut.we.bench.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Everything that one contender is put through. */
final class Run {
  private static final int WARM = 1_000;
  private static final int PROBES = 300;
  private static final int[] SIZES = {1_000, 10_000};

  private final Contender.Kind kind;
  private final Server server;
  private final Requests requests;
  private final List<Figure> figures = new ArrayList<>();

  Run(Contender.Kind kind, Server server) {
    this.kind = kind;
    this.server = server;
    this.requests = new Requests(server.url());
  }

  List<Figure> figures() throws IOException, InterruptedException {
    warm();
    int objects = 0;
    for (int size : SIZES) {
      add("creates/s, %,d to %,d".formatted(objects, size), creates(objects, size));
      figures.addAll(Figure.latency("GET at %,d,".formatted(size), reads(size)));
      figures.addAll(Figure.latency("watch at %,d,".formatted(size), watch(size)));
      objects = size;
    }
    // Every object has been created; the rest of the changes makes a full window.
    Writers.inParallel(0, objects, i -> requests.run(name(i), 1));
    add("live heap then, MiB", server.ask(Subject.Question.HEAP) / 1024.0 / 1024.0);
    int more = objects + SIZES[0];
    add("creates/s, %,d to %,d".formatted(objects, more), creates(objects, more));
    add("start, ms", server.ask(Subject.Question.START) / 1e6);
    return figures;
  }

  private void add(String title, double value) {
    figures.add(new Figure(title, value));
  }

  private static String name(int number) {
    return "object-" + number;
  }

  private void warm() {
    Writers.inParallel(0, WARM, i -> requests.create("warm-" + i));
    Writers.inParallel(0, WARM, i -> requests.get("warm-" + i));
    // One is kept to ask for the newest version.
    Writers.inParallel(1, WARM, i -> requests.delete("warm-" + i));
  }

  private double creates(int from, int to) {
    long began = System.nanoTime();
    Writers.inParallel(from, to, i -> requests.create(name(i)));
    return (to - from) * 1e9 / (System.nanoTime() - began);
  }

  private long[] reads(int size) {
    return timed(i -> requests.get(name(i * (size / PROBES))));
  }

  private static long[] timed(IntConsumer work) {
    long[] times = new long[PROBES];
    for (int i = 0; i < PROBES; i++) {
      long began = System.nanoTime();
      work.accept(i);
      times[i] = System.nanoTime() - began;
    }
    return times;
  }

  /** From before the request that creates an object to its event. */
  private long[] watch(int size) throws InterruptedException {
    long[] times = new long[PROBES];
    try (Watcher watcher = new Watcher(kind, requests)) {
      for (int i = 0; i < PROBES; i++) {
        String name = "probe-%d-%d".formatted(size, i);
        long began = System.nanoTime();
        requests.create(name);
        times[i] = watcher.await(name) - began;
      }
    }
    for (int i = 0; i < PROBES; i++) {
      requests.delete("probe-%d-%d".formatted(size, i));
    }
    return times;
  }
}
