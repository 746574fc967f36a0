package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** What objects should be taken for, as a row of a table says it. */
record Expectation(JsonObject row) {

  static Expectation of(JsonObject row) {
    return new Expectation(row);
  }

  /** Explains the objects as a user would have them explained. */
  void check(List<JsonObject> objects) {
    JsonObject answer = Explanations.ofObjects(objects);

    assertThat(answer.keySet()).containsExactly("phase", "failureDetails");
    assertThat(Json.string(answer, "phase")).contains(text("phase"));
    Optional<JsonObject> details = Json.object(answer, "failureDetails");
    assertThat(details.isPresent()).isEqualTo(text("phase").equals("Failed"));
    details.ifPresent(this::checkDetails);
  }

  private void checkDetails(JsonObject details) {
    String message = Json.string(details, "message").orElse("");
    assertThat(Json.string(details, "reason")).as(message).contains(text("reason"));
    assertThat(Json.bool(details, "wasExecutionFailure")).as(message).contains(ran());
    assertThat(message).contains(text("says")).endsWith(".").doesNotEndWith("..");
    assertThat(message).doesNotContain("Tasks Completed", "[User error]");
    assertThat(Json.string(details, "failedTaskName")).as(message).contains(task());
    assertThat(details.get("failedTaskIndex").getAsInt()).isEqualTo(number("index").orElse(0));
    assertThat(Json.string(details, "failedStepName").orElse("")).isEqualTo(text("step"));
    assertThat(exitCode(details)).as(message).isEqualTo(number("exitCode"));
    assertThat(Json.string(details, "naturalLanguageSummary").orElse(""))
        .startsWith(message)
        .contains(ran() ? "ran or may have run" : "did not run")
        .endsWith(".");
    if (ran()) {
      assertThat(message).doesNotContain("anything had started", "had not started by its deadline");
    } else {
      assertThat(Json.string(details, "naturalLanguageSummary").orElse(""))
          .doesNotContain("had started by then was not seen", "check the target", "how far it had");
    }
  }

  /** What a child that still lives is said to wait for, if anything. */
  void checkWaiting(List<JsonObject> objects) {
    Child child = CapturedObjects.of(objects).captured().child().orElseThrow();
    Optional<Failure> waiting =
        child.state() == ChildState.STARTED
            ? FailureAnalysis.waiting(child.evidence())
            : Optional.empty();

    assertThat(waiting.map(f -> f.reason().toString()).orElse("")).isEqualTo(text("waiting"));
    waiting.ifPresent(
        failure -> {
          assertThat(failure.message()).contains(text("says")).endsWith(".");
          assertThat(failure.task()).isEqualTo(task());
        });
  }

  private static Optional<Integer> exitCode(JsonObject details) {
    return details.has("exitCode")
        ? Optional.of(details.get("exitCode").getAsInt())
        : Optional.empty();
  }

  private boolean ran() {
    return row.get("ran").getAsBoolean();
  }

  private String task() {
    return row.has("task") ? text("task") : Failure.WHOLE;
  }

  private String text(String field) {
    return Json.string(row, field).orElse("");
  }

  private Optional<Integer> number(String field) {
    return row.has(field) ? Optional.of(row.get(field).getAsInt()) : Optional.empty();
  }
}
