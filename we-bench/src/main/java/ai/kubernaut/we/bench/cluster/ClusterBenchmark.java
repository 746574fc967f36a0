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
  private static final int WARM = 1_000;
  private static final int[] AT_ONCE = {100, 1_000};

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
    Bare same = new Bare(place.api(), sample, true);
    Bare fewer = new Bare(place.api(), sample, false);
    double[][] toSame = new double[AT_ONCE.length][ROUNDS];
    double[][] toFewer = new double[AT_ONCE.length][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double[] all = bare(same, "all-%d-".formatted(round));
      double[] least = bare(fewer, "least-%d-".formatted(round));
      double[] ours = controller("ours-%d-".formatted(round));
      for (int i = 0; i < AT_ONCE.length; i++) {
        toSame[i][round] = ours[i] / all[i];
        toFewer[i][round] = ours[i] / least[i];
        System.out.printf(
            "%-18d %12.1f   %12.1f  %7.2f   %16.1f %7.2f%n",
            AT_ONCE[i], ours[i], all[i], toSame[i][round], least[i], toFewer[i][round]);
      }
    }
    for (int i = 0; i < AT_ONCE.length; i++) {
      System.out.printf(
          "%-18s %12s   %12s  %7.2f   %16s %7.2f%n",
          AT_ONCE[i] + ", median",
          "",
          "",
          Latency.median(toSame[i]),
          "",
          Latency.median(toFewer[i]));
    }
  }

  /** A controller runs for long: it is measured when its code is compiled. */
  private double[] controller(String prefix) throws IOException, InterruptedException {
    try (Lives lives = new Lives(place.api());
        Shipped controller = Shipped.start(place, directory, WORKERS)) {
      Orders.inParallel(WARM, n -> orders.create(prefix + "warm-" + n));
      lives.awaitReleases(WARM);
      double[] rates = new double[AT_ONCE.length];
      int released = WARM;
      for (int i = 0; i < AT_ONCE.length; i++) {
        String name = prefix + AT_ONCE[i] + "-";
        released += AT_ONCE[i];
        long began = System.nanoTime();
        Orders.inParallel(AT_ONCE[i], n -> orders.create(name + n));
        lives.awaitReleases(released);
        rates[i] = AT_ONCE[i] * 1e9 / (System.nanoTime() - began);
      }
      return rates;
    }
  }

  /** Under the same eyes as the controller: what is watched costs the server more. */
  private double[] bare(Bare bare, String prefix) throws InterruptedException {
    try (Lives unused = new Lives(place.api())) {
      double[] rates = new double[AT_ONCE.length];
      bare(bare, prefix + "warm-", WARM / 4);
      for (int i = 0; i < AT_ONCE.length; i++) {
        rates[i] = bare(bare, prefix + AT_ONCE[i] + "-", AT_ONCE[i]);
      }
      return rates;
    }
  }

  private double bare(Bare bare, String name, int size) throws InterruptedException {
    long began = System.nanoTime();
    Orders.inParallel(size, n -> orders.create(name + n));
    Orders.inParallel(size, WORKERS, n -> bare.execute(name + n));
    return size * 1e9 / (System.nanoTime() - began);
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
