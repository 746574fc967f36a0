package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes a local cluster, with stand-ins for the programs that it calls. */
class ClusterScriptTest {

  private static final Path SCRIPT = Path.of("cluster", "cluster").toAbsolutePath();

  /** Writes down how it was called, and knows which clusters there are. */
  private static final String STAND_IN =
      """
      #!/bin/sh
      printf '%%s %%s\\n' "$(basename "$0")" "$*" >>"%1$s/calls"
      case "$(basename "$0") $*" in
        "kind get clusters") cat "%1$s/clusters" 2>/dev/null ;;
        "kind create cluster --name "*) echo "$4" >>"%1$s/clusters" ;;
        "kind delete cluster --name "*) rm -f "%1$s/clusters" ;;
        "kubectl "*"create namespace"*) echo "kind: Namespace" ;;
        "kubectl "*"apply -f -") cat >/dev/null ;;
        "kubectl "*"get nodes"*) echo node/control-plane ;;
      esac
      if [ "$(basename "$0")" = "$FAILING" ] && [ "$1" != info ]; then exit 1; fi
      exit 0
      """;

  @TempDir private Path directory;

  @BeforeEach
  void onlyWhereThereIsBash() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
  }

  /** What the script printed, and with what it ended. */
  private record Run(int exitCode, String out) {}

  private void install(String... programs) throws IOException {
    for (String program : programs) {
      Path file = directory.resolve(program);
      Files.writeString(file, STAND_IN.formatted(directory));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private Run run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", directory + ":/usr/bin:/bin");
    builder.environment().put("TMPDIR", Files.createDirectories(temporary()).toString());
    builder.environment().put("WE_CLUSTER_DISK_GIB", "0");
    builder.environment().put("WE_CLUSTER_MEMORY_GIB", "0");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }

  private Path temporary() {
    return directory.resolve("temporary");
  }

  private Run up(String... more) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("up", "--kubeconfig", directory.resolve("kubeconfig").toString()));
    arguments.addAll(List.of(more));
    return run(Map.of(), arguments.toArray(String[]::new));
  }

  private List<String> calls() throws IOException {
    Path calls = directory.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private long calls(String beginning) throws IOException {
    return calls().stream().filter(call -> call.startsWith(beginning)).count();
  }

  @Test
  void saysWhereThereIsNoEngine() throws Exception {
    install("kind", "kubectl");
    String absent = Files.exists(Path.of("/usr/bin/podman")) ? "docker" : "podman";
    Run run = run(Map.of("WE_CLUSTER_ENGINE", absent), "up");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains(absent + " is not installed");
  }

  @Test
  void saysWhichToolIsMissing() throws Exception {
    install("podman", "kubectl");

    assertThat(up()).isEqualTo(new Run(1, up().out()));
    assertThat(up().out()).contains("kind is not on the PATH; install it");
  }

  @Test
  void beginsNothingWhereThereIsNoRoom() throws Exception {
    install("podman", "kind", "kubectl", "mvn");
    Path meminfo = Files.writeString(directory.resolve("meminfo"), "MemAvailable: 2097152 kB\n");
    Run run =
        run(
            Map.of("WE_CLUSTER_MEMINFO", meminfo.toString(), "WE_CLUSTER_MEMORY_GIB", "5"),
            "up",
            "--engine",
            "podman");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("2 GiB of memory are free, 5 are needed");
    assertThat(calls("mvn")).isZero();
    assertThat(calls("kind create")).isZero();
  }

  @Test
  void buildsForTheMachineThatItRunsOn() throws Exception {
    install("podman", "kind", "kubectl", "mvn");
    Run run = up("--engine", "podman", "--coverage");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(calls("podman build")).isEqualTo(2);
    assertThat(calls()).noneMatch(call -> call.contains("--platform"));
    assertThat(calls("kind load image-archive")).isEqualTo(2);
    assertThat(run.out()).contains("-Dwe.e2e.kubeconfig=" + directory.resolve("kubeconfig"));
  }

  @Test
  void buildsSideBySideOnlyWhenAsked() throws Exception {
    install("podman", "kind", "kubectl", "mvn");

    assertThat(up("--engine", "podman", "--coverage", "--parallel").exitCode()).isZero();
    assertThat(calls("podman build")).isEqualTo(2);
  }

  @Test
  void takesAnImageThatWasBuiltBefore() throws Exception {
    install("docker", "kind", "kubectl", "mvn");
    Run run = up("--engine", "docker", "--image", "registry.example.com/we-controller:1");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(calls("mvn")).isZero();
    assertThat(calls("docker build")).isZero();
    assertThat(calls()).anyMatch(call -> call.contains("registry.example.com/we-controller:1"));
  }

  @Test
  void canBeRepeatedAndTakenBack() throws Exception {
    install("podman", "kind", "kubectl", "mvn");

    assertThat(up("--engine", "podman", "--tekton", "none").exitCode()).isZero();
    assertThat(up("--engine", "podman", "--tekton", "none").exitCode()).isZero();
    assertThat(calls("kind create")).isEqualTo(1);
    assertThat(calls()).filteredOn(call -> call.endsWith("cordon node/control-plane")).hasSize(3);

    Run down = run(Map.of(), "down", "--engine", "podman");
    assertThat(down.exitCode()).as(down.out()).isZero();
    assertThat(calls("kind delete")).isEqualTo(1);
    assertThat(calls("podman image rm")).isEqualTo(2);
    assertThat(run(Map.of(), "down", "--engine", "podman").out()).contains("there is no cluster");
  }

  /** The suite plays the kubelet, so that no image of a workflow is needed. */
  @Test
  void keepsThePodsOfWorkflowsFromItsNodesOnceAllElseRuns() throws Exception {
    install("podman", "kind", "kubectl", "mvn");

    assertThat(up("--engine", "podman").exitCode()).isZero();
    assertThat(calls().get(calls().size() - 1)).endsWith(" cordon node/control-plane");
  }

  @Test
  void leavesNoArchiveBehindWhereItCannotBeLoaded() throws Exception {
    install("podman", "kubectl", "mvn");
    install("kind");
    String loading = "case \"$*\" in load*) exit 1 ;; esac\nexit 0";
    Path kind = directory.resolve("kind");
    Files.writeString(kind, Files.readString(kind).replace("exit 0", loading));

    assertThat(up("--engine", "podman").out()).contains("loading we-controller:e2e: failed");
    try (Stream<Path> left = Files.list(temporary())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void installsNoImageThatItKnowsOnlyAsAnArchive() throws Exception {
    Path archive = Files.writeString(directory.resolve("image.tar"), "");

    assertThat(up("--install", "--image", archive.toString()).out())
        .contains("image.tar is an archive");
  }

  @Test
  void stopsAtThePhaseThatFails() throws Exception {
    install("podman", "kind", "kubectl", "mvn");
    Run run =
        run(
            Map.of("FAILING", "kubectl"),
            "up",
            "--engine",
            "podman",
            "--image",
            "some/image:1",
            "--kubeconfig",
            directory.resolve("kubeconfig").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("starting the cluster: failed").doesNotContain("ready");
    assertThat(calls("kubectl")).isEqualTo(1);
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    assertThat(run(Map.of(), "fly").out()).contains("write up, down or status");
    assertThat(run(Map.of(), "up", "--nonsense").out()).contains("no such option");
    assertThat(run(Map.of(), "up", "--name").out()).isEqualTo("cluster: --name needs a value\n");
    assertThat(run(Map.of(), "up", "--engine", "other").out())
        .contains("neither podman nor docker");
    assertThat(run(Map.of()).exitCode()).isEqualTo(2);
  }

  @Test
  void passesShellcheck() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/shellcheck")));
    Process check =
        new ProcessBuilder("shellcheck", SCRIPT.toString()).redirectErrorStream(true).start();
    String complaints = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor()).as(complaints).isZero();
  }
}
