package ai.kubernaut.we.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.fixture.AnExecution;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BusyTest {

  static Stream<Arguments> histories() {
    return Stream.of(
        row("nothing works on the target", ""),
        row("one waits to", "a", AnExecution.pending("a")),
        row("one does", "a", AnExecution.running("a")),
        row(
            "one is being deleted and still does",
            "a",
            AnExecution.running("a").deletedAt(Past.ago(1))),
        row("all have ended", "", Past.succeeded(1), Past.ranAndFailed(2), Past.neverRan(3)),
        row(
            "one does, behind others that have ended",
            "a",
            Past.succeeded(1),
            AnExecution.running("a")),
        row(
            "one does, and spells the target in another way",
            "a",
            AnExecution.running("a").target("default/Deployment/my-app")),
        row(
            "one works on another target",
            "",
            AnExecution.running("a").target("default/deployment/your-app")),
        row("one has no spec, and so no target", "", AnExecution.running("a").withoutSpec()));
  }

  private static Arguments row(String sentence, String by, AnExecution... executions) {
    return Arguments.of(sentence, by, executions);
  }

  @ParameterizedTest(name = "{0}: \"{1}\"")
  @MethodSource("histories")
  void isATargetThatSomebodyWorksOn(String sentence, String by, AnExecution[] executions) {
    assertThat(Busy.check(Past.of(executions)).map(Route.Blocked::by).orElse(""))
        .as(sentence)
        .isEqualTo(by.isEmpty() ? "" : "apps/" + by);
  }

  @Test
  void endsWithTheExecution() {
    Route.Blocked blocked = Busy.check(Past.of(AnExecution.running("a"))).orElseThrow();

    assertThat(blocked.reason()).isEqualTo(BlockReason.RESOURCE_BUSY);
    assertThat(blocked.reason().needsPerson()).isFalse();
    assertThat(blocked.until()).isEmpty();
    assertThat(blocked.message()).contains("apps/a is Running");
  }
}
