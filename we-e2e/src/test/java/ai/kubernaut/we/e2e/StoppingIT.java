package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An execution whose image cannot be pulled, and that this controller stops: only the Events of the
 * pod, which is gone by then, say that nothing has run. The Job controller has no time to stop it.
 */
class StoppingIT {

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;
  private static ControllerProcess controller;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
    controller =
        ControllerProcess.start(cluster, Settings.QUICK.execution("stopGracePeriod", "0s"));
  }

  @AfterAll
  static void stop() throws Exception {
    controller.close();
    cluster.close();
  }

  @AfterEach
  void leavesNothingBehind() {
    user.awaitNothingLeft();
  }

  @Test
  void hasNotRunWhenItIsCancelled() {
    user.runs("cancelled", "image-pull");
    user.awaitPodEvent("Failed");
    user.cancels("cancelled", "wrong image");

    FailureDetails failure = user.awaitFailure("cancelled");
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.CANCELLED);
    assertThat(failure.message()).contains("wrong image");
    assertThat(failure.wasExecutionFailure()).as(failure.toString()).isFalse();
  }

  @Test
  void hasNotRunWhenItIsOverdue() {
    user.runs("overdue", "overdue", "image-pull", "executionConfig: {timeout: 4s}");

    FailureDetails failure = user.awaitFailure("overdue");
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.IMAGE_PULL_BACK_OFF);
    assertThat(failure.message()).contains("It had not started by its deadline");
    assertThat(failure.wasExecutionFailure()).as(failure.toString()).isFalse();
  }
}
