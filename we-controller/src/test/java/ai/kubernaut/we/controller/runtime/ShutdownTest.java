package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  private final List<String> done = new CopyOnWriteArrayList<>();

  @Test
  void doesItsStepsInOrderAndOnce() throws InterruptedException {
    Shutdown shutdown =
        new Shutdown()
            .then("first", Duration.ofSeconds(30), () -> done.add("first"))
            .then("second", Duration.ofSeconds(30), () -> done.add("second"));

    shutdown.run();
    shutdown.run();

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void aStepThatFailsOrIsLateKeepsNoOtherFromBeingDone() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    new Shutdown()
        .then(
            "fails",
            Duration.ofSeconds(30),
            () -> {
              throw new IOException("broken step");
            })
        .then("late", Duration.ofMillis(10), never::await)
        .then("last", Duration.ofSeconds(30), () -> done.add("last"))
        .run();

    assertThat(done).containsExactly("last");
  }
}
