package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controller, with the options of its image, stays within a container of 128 MiB. */
class SmallContainerIT {

  private static final Path OPTIONS = Path.of("..", "deploy", "image", "jvm.options");
  private static final long LIMIT_KIB = 128 * 1024;

  @TempDir Path directory;

  @Test
  void runsFiftyExecutions() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "there is no /proc");
    try (Cluster cluster = Cluster.start(directory)) {
      User user = new User(cluster);
      try (ControllerProcess controller =
          ControllerProcess.start(cluster, List.of("@" + OPTIONS, "-XX:MaxRAM=128m"))) {
        List<String> names = IntStream.range(0, 50).mapToObj(n -> "small-" + n).toList();
        names.forEach(name -> user.runs(name, "succeed"));
        names.forEach(name -> user.awaitPhase(name, "Completed"));
        user.awaitNothingLeft();
        long most = highestResidentKib(controller.pid());
        System.out.printf("resident set of the controller, at most: %d MiB%n", most / 1024);
        assertThat(most).isBetween(1L, LIMIT_KIB);
      }
    }
  }

  private static long highestResidentKib(long pid) throws Exception {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
