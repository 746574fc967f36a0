package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.e2e.wire.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two replicas behind a network that cannot be trusted. {@code -Dwe.e2e.seed=N} repeats a session,
 * {@code -Dwe.e2e.seeds=N} has so many of them.
 */
class ChaosIT {

  private static final Path SESSIONS = Path.of("target", "chaos");

  @TempDir Path directory;

  static LongStream seeds() {
    Long seed = Long.getLong("we.e2e.seed");
    long first = seed == null ? System.nanoTime() % 1_000_000 : seed;
    int sessions = Integer.getInteger("we.e2e.seeds", seed == null ? 2 : 1);
    return LongStream.range(first, first + sessions);
  }

  @ParameterizedTest(name = "-Dwe.e2e.seed={0}")
  @MethodSource("seeds")
  void everythingEndsOnceWhateverGoesWrong(long seed) throws Exception {
    System.out.println("-Dwe.e2e.seed=" + seed);
    try (SessionLog log = SessionLog.to(SESSIONS.resolve(seed + ".log"));
        Cluster cluster = Cluster.realOrEmbedded(directory);
        Chaos chaos = Chaos.over(cluster, seed)) {
      try {
        chaos.run();
        chaos.awaitCalm();
      } finally {
        write(seed, chaos.journal().exchanges());
      }
      assertSafe(chaos);
      assertSecretsKept(chaos, log);
    }
  }

  private static void assertSafe(Chaos chaos) throws IOException {
    List<Exchange> exchanges = chaos.journal().exchanges();
    Safety safety = new Safety(chaos.history().complete(), exchanges, Chaos.COOLDOWN);
    assertThat(safety.violations()).isEmpty();
    assertThat(safety.audited(AuditLines.of(chaos.audits()))).isEmpty();
    System.out.printf(
        "  %d requests, %d executions started%n", exchanges.size(), safety.started().size());
  }

  private static void assertSecretsKept(Chaos chaos, SessionLog log) throws Exception {
    assertThat(Files.readString(log.file())).contains("TRACE").doesNotContain(Meddling.SECRET);
    assertThat(chaos.told()).doesNotContain(Meddling.SECRET);
    for (Path audit : chaos.audits()) {
      assertThat(Files.exists(audit) ? Files.readString(audit) : "")
          .doesNotContain(Meddling.SECRET);
    }
  }

  /** What passed the proxies, for whoever wants to know why a session went wrong. */
  private static void write(long seed, List<Exchange> exchanges) throws IOException {
    Files.write(
        SESSIONS.resolve(seed + ".requests"), exchanges.stream().map(Object::toString).toList());
  }
}
