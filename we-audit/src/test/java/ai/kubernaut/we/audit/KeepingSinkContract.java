package ai.kubernaut.we.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for a sink that keeps what it confirms. */
public abstract class KeepingSinkContract extends AuditSinkContract {

  /** The JSON of each event that is kept, in order. */
  protected abstract List<String> kept() throws Exception;

  /** Makes the place where events are kept unusable. */
  protected abstract void breakDown() throws Exception;

  protected abstract void repair() throws Exception;

  @Test
  void keepsWhatItConfirmsInOrder() throws Exception {
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("a"));
      sink.deliver(Events.texts("b"));
      assertKept(Stream.of("a", "b").flatMap(uid -> Events.texts(uid).stream()).toList());
    }
  }

  @Test
  void keepsWhatAnEarlierProcessLeft() throws Exception {
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("a"));
    }
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("b"));
    }
    assertKept(Stream.of("a", "b").flatMap(uid -> Events.texts(uid).stream()).toList());
  }

  @Test
  void keepsOddTextAsItIs() throws Exception {
    WorkflowRef workflow =
        WorkflowRef.of("a\nb\r\"c\"\\", "\u2028 \u00e9 \ud83d\ude00 \u0000", "x".repeat(300_000));
    WorkflowExecution odd =
        Executions.with(
            "odd",
            Optional.of(WorkflowExecutionSpec.of("<&'>", workflow)),
            Executions.completed("odd").status());
    try (AuditSink sink = open()) {
      assertThat(sink.deliver(Events.texts(odd))).isEqualTo(Receipt.confirmed());
      assertKept(Events.texts(odd));
    }
  }

  @Test
  void putsOffWhatItCannotKeepAndKeepsItOnceItCan() throws Exception {
    List<String> expected = new ArrayList<>(Events.texts("a"));
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("a"));
      breakDown();
      assertThat(sink.deliver(Events.texts("b"))).isInstanceOf(Receipt.Later.class);
      repair();
      assertThat(sink.deliver(Events.texts("b"))).isEqualTo(Receipt.confirmed());
    }
    expected.addAll(Events.texts("b"));
    assertKept(expected);
  }

  private void assertKept(List<String> events) throws Exception {
    assertThat(parsed(kept())).isEqualTo(parsed(events));
  }

  private static List<JsonElement> parsed(List<String> texts) {
    return texts.stream().map(JsonParser::parseString).toList();
  }
}
