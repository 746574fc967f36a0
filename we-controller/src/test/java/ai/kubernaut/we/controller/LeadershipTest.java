package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.runtime.LeaseTiming;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeadershipTest {

  @Test
  void whoWaitsLooksOftenEnoughToTakeOverWithinTwoSeconds() {
    LeaseTiming timing = Leadership.timing(Configuration.defaults().controller());

    assertThat(timing.lookEvery()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(timing.lease())
        .as("so that it does not wait for that")
        .isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void noTwoProcessesAreTheSame() {
    assertThat(Leadership.identity()).isNotEqualTo(Leadership.identity());
  }
}
