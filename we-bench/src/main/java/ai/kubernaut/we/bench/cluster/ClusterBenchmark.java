package ai.kubernaut.we.bench.cluster;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures, on one API server in one run: executions per second beside a bare client; how long it
 * takes from creation to child and from the child's end to the status, with more and more finished
 * executions in the caches; requests per execution; live bytes per finished execution; and how long
 * a start takes.
 */
public final class ClusterBenchmark {

  private static final int WORKERS = 8;
  private static final int[] SIZES = {1, 100, 1_000, 10_000};
  private static final int PROBES = 100;
  private static final int ROUNDS = 3;

  private final Place place;
  private final Path directory;
  private final Orders orders;

  private ClusterBenchmark(Place place, Path directory) {
    this.place = place;
    this.directory = directory;
    this.orders = new Orders(place.api());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    measure();
    System.exit(0);
  }

  /** Runs everything and prints a table for each question. */
  public static void measure() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("we-bench");
    try (Place place = Place.open(directory)) {
      System.out.printf("on %s, %d workers, %d processors%n", place, WORKERS, processors());
      new ClusterBenchmark(place, directory).run();
    }
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private void run() throws IOException, InterruptedException {
    try (InstantJobs jobs = new InstantJobs(place.api())) {
      Sample sample = first();
      throughput(sample);
      latencies(jobs, sample);
    }
  }

  /** One execution to warm up, to count requests by, and to take samples of. */
  private Sample first() throws IOException, InterruptedException {
    try (Lives lives = new Lives(place.api());
        Shipped controller = Shipped.start(place, directory, WORKERS)) {
      long before = controller.requests(false);
      orders.create("first");
      lives.awaitReleases(1);
      TimeUnit.SECONDS.sleep(2);
      System.out.printf(
          "%nrequests per execution: %d, and %d Events%n",
          controller.requests(false) - before, controller.requests(true));
      return lives.sample("first");
    }
  }

  private void throughput(Sample sample) throws IOException, InterruptedException {
    System.out.printf(
        "%n%-18s %12s   %12s %7s   %16s %7s%n",
        "executions at once",
        "controller/s",
        "same writes/s",
        "ratio",
        "without Events/s",
        "ratio");
    for (int size : new int[] {100, 1_000}) {
      List<Double> same = new ArrayList<>();
      List<Double> fewer = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        double all =
            bare(new Bare(place.api(), sample, true), "all-%d-%d-".formatted(size, round), size);
        double ours = controller(size, round);
        double least =
            bare(new Bare(place.api(), sample, false), "least-%d-%d-".formatted(size, round), size);
        same.add(ours / all);
        fewer.add(ours / least);
        System.out.printf(
            "%-18d %12.1f   %12.1f  %7.2f   %16.1f %7.2f%n",
            size, ours, all, ours / all, least, ours / least);
      }
      System.out.printf(
          "%-18s %12s   %12s  %7.2f   %16s %7.2f%n",
          size + ", median", "", "", median(same), "", median(fewer));
    }
  }

  private static double median(List<Double> ratios) {
    return Latency.median(ratios.stream().mapToDouble(r -> r).toArray());
  }

  private double controller(int size, int round) throws IOException, InterruptedException {
    String prefix = "ours-%d-%d-".formatted(size, round);
    try (Lives lives = new Lives(place.api());
        Shipped controller = Shipped.start(place, directory, WORKERS)) {
      orders.create(prefix + "warm");
      lives.awaitReleases(1);
      Orders.inParallel(200, n -> orders.create(prefix + "warm-" + n));
      lives.awaitReleases(201);
      long began = System.nanoTime();
      Orders.inParallel(size, n -> orders.create(prefix + n));
      lives.awaitReleases(201 + size);
      long took = System.nanoTime() - began;
      return size * 1e9 / took;
    }
  }

  /** Under the same eyes as the controller: what is watched costs the server more. */
  private double bare(Bare bare, String prefix, int size) throws InterruptedException {
    try (Lives unused = new Lives(place.api())) {
      Orders.inParallel(
          200,
          WORKERS,
          n -> {
            orders.create(prefix + "warm-" + n);
            bare.execute(prefix + "warm-" + n);
          });
      long began = System.nanoTime();
      Orders.inParallel(size, n -> orders.create(prefix + n));
      Orders.inParallel(size, WORKERS, n -> bare.execute(prefix + n));
      return size * 1e9 / (System.nanoTime() - began);
    }
  }

  private void latencies(InstantJobs jobs, Sample sample) throws IOException, InterruptedException {
    System.out.printf(
        "%n%-20s %15s   %15s   %15s %11s %9s %14s%n%-20s %7s %7s   %7s %7s   %7s %7s%n",
        "finished executions",
        "2 bare writes, ms",
        "to child, ms",
        "to status, ms",
        "live bytes",
        "ready, s",
        "bare list, s",
        "",
        "p50",
        "p99",
        "p50",
        "p99",
        "p50",
        "p99");
    long empty = 0;
    for (int size : SIZES) {
      clear();
      Orders.inParallel(
          size, n -> orders.createEnded("ended-%d-%d".formatted(size, n), sample.endedStatus()));
      long bytes = latency(jobs, sample, size, empty);
      empty = empty == 0 ? bytes : empty;
    }
  }

  private void clear() throws InterruptedException {
    List<JsonObject> all = Place.value(place.api().list(Place.EXECUTIONS.all())).items();
    Orders.inParallel(all.size(), n -> orders.remove(all.get(n)));
  }

  /** How long the server takes to tell of all executions, in pages as the controller asks. */
  private Duration bareList() {
    long began = System.nanoTime();
    String next = "";
    do {
      next = Place.value(place.api().page(Place.EXECUTIONS.all(), 500, next)).next();
    } while (!next.isEmpty());
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** How long the server takes to create an execution and to write its status. */
  private Latency bareWrites(String prefix, Sample sample) {
    List<Long> took = new ArrayList<>();
    for (int n = 0; n < PROBES; n++) {
      long began = System.nanoTime();
      orders.createEnded(prefix + n, sample.endedStatus());
      took.add(System.nanoTime() - began);
    }
    return Latency.of(took);
  }

  private long latency(InstantJobs jobs, Sample sample, int size, long smallest)
      throws IOException, InterruptedException {
    Duration bareList = bareList();
    Latency bareWrites = bareWrites("bare-probe-%d-".formatted(size), sample);
    try (Lives lives = new Lives(place.api());
        Shipped controller = Shipped.start(place, directory, WORKERS)) {
      String prefix = "probe-%d-".formatted(size);
      for (int n = 0; n < PROBES; n++) {
        orders.create(prefix + "warm-" + n);
      }
      lives.awaitReleases(PROBES);
      List<Long> toChild = new ArrayList<>();
      for (int n = 0; n < PROBES; n++) {
        long began = System.nanoTime();
        orders.create(prefix + n);
        lives.awaitReleases(PROBES + n + 1);
        toChild.add(lives.child(prefix + n) - began);
      }
      List<Long> toStatus =
          IntStream.range(0, PROBES)
              .mapToObj(n -> prefix + n)
              .map(name -> lives.end(name) - jobs.completed().get(name))
              .toList();
      long bytes = controller.liveBytes();
      String perExecution =
          smallest == 0 ? "" : " (%d each)".formatted((bytes - smallest) / (size - 1));
      System.out.printf(
          "%-20d %s   %s   %s %11d %9.2f %14.2f%s%n",
          size,
          bareWrites,
          Latency.of(toChild),
          Latency.of(toStatus),
          bytes,
          controller.untilReady().toMillis() / 1e3,
          bareList.toMillis() / 1e3,
          perExecution);
      return bytes;
    }
  }
}
