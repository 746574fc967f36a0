package ai.kubernaut.we.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ExecutionStatus;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AChild;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorTest {

  @ParameterizedTest(name = "a child that is {0} has status {1}")
  @CsvSource({
    "HELD, Unknown",
    "STARTED, Unknown",
    "STOPPING, Unknown",
    "SUSPENDED, Unknown",
    "SUCCEEDED, True",
    "FAILED, False"
  })
  void saysWhetherTheChildHasSucceeded(ChildState state, String status) {
    assertThat(Mirror.of(AChild.of("uid", "a/b", state).build()).status()).isEqualTo(status);
  }

  @Test
  void leavesOutWhatTheChildDoesNotSay() {
    Child silent = AChild.of("uid", "a/b", ChildState.SUCCEEDED).reason("").build();

    assertThat(Mirror.of(silent).reason()).isEmpty();
    assertThat(Mirror.of(silent).message()).isEmpty();
  }

  @Test
  void copiesTheProgress() {
    assertThat(Mirror.of(AChild.of("uid", "a/b", ChildState.STARTED).progress(2, 5).build()))
        .isEqualTo(
            new ExecutionStatus(
                "Unknown",
                Optional.of("Running"),
                Optional.empty(),
                Optional.of(2),
                Optional.of(5),
                Optional.of(0)));
  }
}
