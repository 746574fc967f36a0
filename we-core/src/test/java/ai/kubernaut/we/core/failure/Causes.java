package ai.kubernaut.we.core.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Facts.APod;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Rows of what happened, what it is called, whether it may have acted, and a word of the message.
 */
final class Causes {

  static final boolean RAN = true;
  static final boolean DID_NOT_RUN = false;

  private Causes() {}

  static Arguments row(
      String what, Facts facts, FailureReason reason, boolean mayHaveRun, String says) {
    return arguments(what, facts, reason, mayHaveRun, says);
  }

  static APod failed() {
    return APod.in("Failed");
  }

  static APod pending() {
    return APod.in("Pending");
  }

  static void assertNamed(Facts facts, FailureReason reason, boolean mayHaveRun, String says) {
    Failure failure = FailureAnalysis.analyse(facts.evidence());

    assertThat(failure.reason()).as(failure.message()).isEqualTo(reason);
    assertThat(failure.mayHaveRun()).as(failure.message()).isEqualTo(mayHaveRun);
    assertThat(failure.message()).contains(says).endsWith(".");
    assertThat(failure.advice()).isNotBlank().endsWith(".");
    if (!mayHaveRun) {
      assertThat(failure.message() + " " + failure.advice())
          .as("nothing ran")
          .doesNotContain("had started by then was not seen", "check the target", "how far it had");
    }
  }
}
