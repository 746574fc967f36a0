package ai.kubernaut.we.testkit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.WatchCall;
import ai.kubernaut.we.kubernetes.WatchEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchClockTest {

  private static final Duration STEP = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofDays(1);

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final List<WatchEvent.Type> seen = new CopyOnWriteArrayList<>();

  @Test
  void watchesSendBookmarksAndEndByAClockThatIsMovedByHand() throws Exception {
    try (EmbeddedKubernetes server = EmbeddedKubernetes.builder().watchClock(now::get).start()) {
      KubernetesApi api = api(server);
      String version =
          api.list(ResourceType.PODS.all()).toOptional().orElseThrow().resourceVersion();
      WatchCall watch = api.watch(ResourceType.PODS.all(), version, LONG);
      CompletableFuture<Optional<ApiError>> end =
          CompletableFuture.supplyAsync(() -> watch.run(() -> {}, event -> seen.add(event.type())));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                now.updateAndGet(time -> time.plus(STEP));
                return !seen.isEmpty();
              });
      assertThat(seen).containsOnly(WatchEvent.Type.BOOKMARK);
      assertThat(end).isNotDone();

      now.updateAndGet(time -> time.plus(LONG));
      assertThat(end.get(60, TimeUnit.SECONDS)).as("in good order").isEmpty();
    }
  }

  private KubernetesApi api(EmbeddedKubernetes server) throws IOException {
    Path kubeconfig = server.writeKubeconfig(directory.resolve("kubeconfig"));
    return KubernetesApi.builder(Connection.fromKubeconfig(kubeconfig, Optional.empty()).client())
        .build();
  }
}
