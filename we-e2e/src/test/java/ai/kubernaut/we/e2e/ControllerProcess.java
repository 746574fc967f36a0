package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The controller as it is shipped, in a process of its own. Its log is kept for all of a name. */
final class ControllerProcess implements AutoCloseable {

  private static final Path JAR = Path.of("..", "we-controller", "target", "we-controller.jar");
  private static final String NAME = "controller";
  private static final Pattern METRICS = Pattern.compile("metrics on port (\\d+)");

  private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

  static {
    // Whoever ends a test from outside leaves no controller behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)));
  }

  private final Process process;
  private final Path log;
  private final long logged;

  private ControllerProcess(Process process, Path log, long logged) {
    this.process = process;
    this.log = log;
    this.logged = logged;
  }

  /** The only controller of a cluster. */
  static ControllerProcess start(Cluster cluster) {
    return start(cluster, Settings.QUICK);
  }

  static ControllerProcess start(Cluster cluster, Settings settings) {
    return replica(cluster, NAME, cluster.controllerKubeconfig(), settings);
  }

  /** The only controller of a cluster, whose Java has these options. */
  static ControllerProcess start(Cluster cluster, List<String> options) {
    configure(cluster, NAME, Settings.QUICK);
    return start(cluster, NAME, NAME, cluster.controllerKubeconfig(), options);
  }

  /** One that an administrator runs at a desk, with all rights. */
  static ControllerProcess atADesk(Cluster cluster, Settings settings) {
    return replica(cluster, "desk", cluster.kubeconfig(), settings);
  }

  /**
   * One of several controllers of a cluster.
   *
   * @param name how its leader identity begins
   * @param kubeconfig how it reaches the cluster
   */
  static ControllerProcess replica(
      Cluster cluster, String name, Path kubeconfig, Settings settings) {
    return life(cluster, name, name, kubeconfig, settings);
  }

  /**
   * One of the lives of one of several controllers.
   *
   * @param life distinguishes its files from those of the other lives
   */
  static ControllerProcess life(
      Cluster cluster, String name, String life, Path kubeconfig, Settings settings) {
    configure(cluster, life, settings);
    return start(cluster, name, life, kubeconfig, QUICK_START);
  }

  private static ControllerProcess start(
      Cluster cluster, String name, String life, Path kubeconfig, List<String> options) {
    try {
      assertThat(Files.isRegularFile(JAR)).as("%s is built", JAR).isTrue();
      Path log = cluster.file(life + ".log");
      long logged = Files.exists(log) ? Files.size(log) : 0;
      ProcessBuilder builder =
          new ProcessBuilder(command(kubeconfig, configuration(cluster, life), options))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().put("HOSTNAME", name);
      return new ControllerProcess(builder.start(), log, logged);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes its configuration, also while it runs. */
  static void configure(Cluster cluster, String name, Settings settings) {
    try {
      String text = settings.yaml(audit(cluster, name));
      assertThat(Files.writeString(configuration(cluster, name), text)).isNotEmptyFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path kubeconfig, Path configuration, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(coverage());
    command.addAll(List.of("-jar", JAR.toString(), "run"));
    command.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of("--config", configuration.toString()));
    return command;
  }

  /** What makes the process note what it runs through, where that is asked for. */
  private static List<String> coverage() {
    return Optional.ofNullable(System.getProperty("we.e2e.coverage"))
        .map(Path::of)
        .map(
            place ->
                "-javaagent:%s=destfile=%s,includes=ai.kubernaut.we.*"
                    .formatted(
                        place.resolve("jacocoagent.jar"),
                        place.resolve("controller-" + UUID.randomUUID() + ".exec")))
        .stream()
        .toList();
  }

  long pid() {
    return process.pid();
  }

  private static Path configuration(Cluster cluster, String name) {
    return cluster.file(name + ".yaml");
  }

  /** Where the only controllers of a cluster write their audit events. */
  static Path audit(Cluster cluster) {
    return audit(cluster, NAME);
  }

  static Path audit(Cluster cluster, String name) {
    return cluster.file(name + "-audit.jsonl");
  }

  /** All that it has logged. */
  String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What this process has logged, without those before it. */
  private String ownLog() {
    try {
      byte[] all = Files.readAllBytes(log);
      return new String(all, (int) logged, all.length - (int) logged, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it serves its metrics, once it does. */
  int metricsPort() {
    User.await("its metrics", () -> METRICS.matcher(ownLog()).find());
    Matcher said = METRICS.matcher(ownLog());
    assertThat(said.find()).isTrue();
    return Integer.parseInt(said.group(1));
  }

  Scrape scrape() throws IOException, InterruptedException {
    return Scrape.of(metricsPort());
  }

  /** The sum of a metric over all its labels. */
  long metric(String name) throws IOException, InterruptedException {
    return (long) scrape().sum(name);
  }

  /** Ends it as a crash does: nothing is flushed, nothing is released. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Stops it where it is, as a machine that is suspended does. */
  void pause() {
    signal("STOP");
  }

  void goOn() {
    signal("CONT");
  }

  /** Asks it to end, and does not wait. */
  void terminate() {
    process.destroy();
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }
}
