package ai.kubernaut.we.bench.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The controller's jar in a process of its own. */
final class Shipped implements AutoCloseable {

  private static final Path JAR = Path.of("we-controller", "target", "we-controller.jar");
  private static final Pattern PROBES = Pattern.compile("probes on port (\\d+)");
  private static final Pattern METRICS = Pattern.compile("metrics on port (\\d+)");
  private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

  private static final String CONFIGURATION =
      """
      execution:
        cooldownPeriod: 0s
      controller:
        metricsAddr: 127.0.0.1:0
        healthProbeAddr: 127.0.0.1:0
        leaderElection: false
        workers: %d
      audit:
        sink: file
        file: %s
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final Duration untilReady;

  private Shipped(Process process, Path log, long began) throws IOException, InterruptedException {
    this.process = process;
    this.log = log;
    awaitReady();
    this.untilReady = Duration.ofNanos(System.nanoTime() - began);
  }

  static Shipped start(Place place, Path directory, int workers)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory, "controller", ".log");
    Path configuration = Files.createTempFile(directory, "controller", ".yaml");
    Files.writeString(
        configuration, CONFIGURATION.formatted(workers, directory.resolve("audit.jsonl")));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            JAR.toString(),
            "run",
            "--kubeconfig",
            place.kubeconfig().toString(),
            "--config",
            configuration.toString());
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new Shipped(process, log, began);
  }

  Duration untilReady() {
    return untilReady;
  }

  /** Bytes of live objects, after a full collection. */
  long liveBytes() throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .start();
    String histogram = new String(jcmd.getInputStream().readAllBytes());
    jcmd.waitFor();
    MatchResult total = TOTAL.matcher(histogram).results().findFirst().orElseThrow();
    return Long.parseLong(total.group(1));
  }

  /**
   * Requests to the API server so far, apart from watches and from the question whether an engine
   * is there; Events on their own.
   */
  long requests(boolean events) throws IOException, InterruptedException {
    return get(METRICS, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("workflowexecution_api_requests_total{"))
        .filter(line -> !line.contains("verb=\"watch\"") && !line.contains("code=\"404\""))
        .filter(line -> line.contains("kind=\"events\"") == events)
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private void awaitReady() throws IOException, InterruptedException {
    while (true) {
      if (!process.isAlive()) {
        throw new IOException("the controller ended; its log is " + log);
      }
      if (PROBES.matcher(Files.readString(log)).find() && ready()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      return get(PROBES, "/readyz").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> get(Pattern port, String path)
      throws IOException, InterruptedException {
    String number =
        port.matcher(Files.readString(log)).results().findFirst().orElseThrow().group(1);
    URI uri = URI.create("http://127.0.0.1:" + number + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IOException("the controller does not end; its log is " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
