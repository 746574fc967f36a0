package ai.kubernaut.we.executor.job;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every captured Job is taken for what happened to it, however it came into view. */
class CapturedJobsTest {

  private static final Set<String> EXPECTED_TASKS = Set.of("main", "workflow");

  @ParameterizedTest
  @MethodSource("rows")
  void isTakenForWhatHappened(Row row) {
    Child child = row.observed();

    assertThat(phase(child.state())).isEqualTo(row.text("phase"));
    if (row.has("reason")) {
      check(row, FailureAnalysis.analyse(child.evidence()));
    }
    if (phase(child.state()).equals("Running")) {
      Optional<Failure> waiting = FailureAnalysis.waiting(child.evidence());
      assertThat(waiting.map(f -> f.reason().toString()))
          .isEqualTo(Json.string(row.data, "waiting"));
      waiting.ifPresent(failure -> check(row, failure));
    }
  }

  @Test
  void everyCaptureHasARow() throws IOException {
    try (Stream<Path> folders = Files.list(CapturedJob.ROOT)) {
      assertThat(expectations().map(row -> row.get("case").getAsString()).distinct())
          .containsExactlyInAnyOrderElementsOf(
              folders
                  .filter(Files::isDirectory)
                  .map(folder -> folder.getFileName().toString())
                  .toList());
    }
  }

  private static void check(Row row, Failure failure) {
    assertThat(failure.reason().toString())
        .isEqualTo(row.has("reason") ? row.text("reason") : row.text("waiting"));
    assertThat(failure.mayHaveRun())
        .as(failure.message())
        .isEqualTo(row.data.get("mayHaveRun").getAsBoolean());
    assertThat(failure.message()).contains(row.text("says")).endsWith(".");
    assertThat(failure.advice()).endsWith(".");
    assertThat(failure.exitCode())
        .isEqualTo(
            row.has("exitCode")
                ? Optional.of(row.data.get("exitCode").getAsInt())
                : Optional.empty());
    assertThat(EXPECTED_TASKS).contains(failure.task());
  }

  private static String phase(ChildState state) {
    return switch (state) {
      case SUCCEEDED -> "Completed";
      case FAILED -> "Failed";
      case HELD, STARTED, STOPPING, SUSPENDED -> "Running";
    };
  }

  static List<Row> rows() throws IOException {
    return expectations()
        .flatMap(
            data ->
                Stream.of("files", "watch")
                    .filter(sight -> Json.string(data, "sight").orElse(sight).equals(sight))
                    .map(sight -> new Row(data, sight)))
        .toList();
  }

  private static Stream<JsonObject> expectations() throws IOException {
    return YamlJson.documents(Files.readString(CapturedJob.ROOT.resolve("expectations.yaml")))
        .stream()
        .flatMap(document -> document.getAsJsonArray().asList().stream())
        .map(JsonElement::getAsJsonObject);
  }

  record Row(JsonObject data, String sight) {

    boolean has(String field) {
      return data.has(field);
    }

    String text(String field) {
      return Json.string(data, field).orElse("");
    }

    /** With Events only where the analysis asks for them, as the controller does it. */
    Child observed() {
      CapturedJob captured = new CapturedJob(text("case"));
      JsonObject job = captured.job(Json.string(data, "job").orElse("job.yaml"));
      if (sight.equals("files")) {
        List<LeanPod> pods = captured.pods(Json.string(data, "pods").orElse("pods.yaml"));
        return captured.observe(job, pods, captured.events());
      }
      return asWatched(captured, job);
    }

    private static Child asWatched(CapturedJob captured, JsonObject job) {
      List<LeanPod> pods = captured.podsAsWatched();
      Child child = captured.observe(job, pods, List.of());
      Evidence evidence = child.evidence();
      return FailureAnalysis.wantsEvents(evidence)
          ? captured.observe(job, pods, onThese(captured, child, pods))
          : child;
    }

    /** The controller lists Events once per involved object. */
    private static List<LeanEvent> onThese(CapturedJob captured, Child child, List<LeanPod> pods) {
      Set<String> uids = pods.stream().map(LeanPod::uid).collect(Collectors.toSet());
      uids.add(child.uid());
      return captured.events().stream().filter(e -> uids.contains(e.involvedUid())).toList();
    }

    @Override
    public String toString() {
      return "%s %s as seen by %s".formatted(text("case"), text("job"), sight);
    }
  }
}
