package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executions by the thousand leave little behind in the controller. How many, says {@code
 * -Dwe.e2e.soak}.
 */
class SoakIT {

  private static final int EXECUTIONS = Integer.getInteger("we.e2e.soak", 1_000);
  private static final int WAVE = 250;

  /** What the cache may hold of an execution that has ended. */
  private static final long MOST_BYTES = 4_096;

  @TempDir Path directory;

  @Test
  void finishedExecutionsStaySmall() throws Exception {
    try (Cluster cluster = Cluster.start(directory)) {
      User user = new User(cluster);
      try (ControllerProcess controller =
          ControllerProcess.start(cluster, Settings.QUICK.and("audit: {sink: none}"))) {
        wave(user, "warm", WAVE);
        long before = liveBytes(controller.pid());
        for (int done = 0; done < EXECUTIONS; done += WAVE) {
          wave(user, "soak-" + done, Math.min(WAVE, EXECUTIONS - done));
        }
        long after = liveBytes(controller.pid());
        long each = (after - before) / EXECUTIONS;
        System.out.printf(
            "%,d executions have ended: %,d live bytes each, %,d KiB in all%n",
            EXECUTIONS + WAVE, each, after / 1024);
        assertThat(each).isLessThanOrEqualTo(MOST_BYTES);
      }
    }
  }

  /** Runs executions on targets of their own until nothing is left to do for them. */
  private static void wave(User user, String prefix, int executions) {
    List<String> names = IntStream.range(0, executions).mapToObj(n -> prefix + "-" + n).toList();
    names.forEach(name -> user.runs(name, "succeed"));
    names.forEach(name -> user.awaitPhase(name, "Completed"));
    user.awaitNothingLeft();
  }

  /** What is reachable in the heap of a Java process, as its class histogram sums it up. */
  private static long liveBytes(long pid) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    assertThat(jcmd).isExecutable();
    Path out = Files.createTempFile("histogram", ".txt");
    Process process =
        new ProcessBuilder(jcmd.toString(), "" + pid, "GC.class_histogram")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    Files.delete(out);
    String[] total = lines.get(lines.size() - 1).trim().split("\\s+", 4);
    assertThat(total[0]).isEqualTo("Total");
    return Long.parseLong(total[2]);
  }
}
