package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.e2e.wire.FaultyProxy;
import ai.kubernaut.we.e2e.wire.Journal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API server of which nothing is heard any more. */
class SilentServerIT {

  @TempDir Path directory;

  @Test
  void isNoticedAfterAQuarterOfAnHour() throws Exception {
    MovedClock clock = new MovedClock();
    try (Cluster cluster = Cluster.start(directory);
        FaultyProxy way =
            new FaultyProxy("one", cluster.connection().client(), new Journal(), 1, 0);
        LocalController controller =
            LocalController.through(cluster.controllerConnectionThrough(way.url()), clock.time())) {
      User.await("caches", () -> controller.probe("/readyz").isEmpty());
      way.sever();
      clock.pass(Duration.ofMinutes(14));
      assertThat(controller.probe("/healthz")).isEmpty();
      clock.pass(Duration.ofMinutes(2));
      assertThat(controller.probe("/healthz")).contains("no contact with the API server since");

      way.mend();
      User.await("contact", () -> controller.probe("/healthz").isEmpty());
    }
  }
}
