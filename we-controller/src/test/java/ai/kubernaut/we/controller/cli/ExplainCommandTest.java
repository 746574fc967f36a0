package ai.kubernaut.we.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain} takes captured objects in every form in which they are kept. */
class ExplainCommandTest {

  private static final Path CAPTURED = Path.of("src/test/resources/captured");
  private static final Path OUT_OF_MEMORY = CAPTURED.resolve("job/oomkilled");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "job/oomkilled, job.yaml, OOMKilled",
    "tekton/failed-exit1, pipelinerun.yaml, TaskFailed",
  })
  void takesAFileForEachKind(String folder, String child, String reason) {
    JsonObject answer =
        explain(
            Stream.of(child, "taskruns.yaml", "pods.yaml", "events.yaml")
                .map(CAPTURED.resolve(folder)::resolve)
                .filter(Files::exists));

    assertThat(answer.keySet()).containsExactly("phase", "failureDetails");
    assertThat(Json.string(answer, "phase")).contains("Failed");
    assertThat(Json.string(answer, "failureDetails", "reason")).contains(reason);
  }

  @Test
  void saysNullWhereNothingHasFailed() {
    JsonObject answer = explain(Stream.of(CAPTURED.resolve("job/success/job.yaml")));

    assertThat(Json.string(answer, "phase")).contains("Completed");
    assertThat(answer.get("failureDetails").isJsonNull()).isTrue();
  }

  @Test
  void takesOneFileOfManyDocuments() throws IOException {
    Path all =
        file(
            Files.readString(OUT_OF_MEMORY.resolve("job.yaml"))
                + "---\n"
                + Files.readString(OUT_OF_MEMORY.resolve("pods.yaml"))
                + "---\n"
                + Files.readString(OUT_OF_MEMORY.resolve("events.yaml")));

    assertThat(reason(explain(Stream.of(all)))).isEqualTo("OOMKilled");
  }

  @Test
  void takesOneListOfAllKindsAsJson() throws IOException {
    JsonArray items = new JsonArray();
    items.add(object(OUT_OF_MEMORY.resolve("job.yaml")));
    Json.objects(object(OUT_OF_MEMORY.resolve("pods.yaml")), "items")
        .forEach(
            pod -> {
              pod.addProperty("kind", "Pod");
              items.add(pod);
            });
    JsonObject list = new JsonObject();
    list.addProperty("kind", "List");
    list.add("items", items);

    assertThat(reason(explain(Stream.of(file(list.toString()))))).isEqualTo("OOMKilled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "# nothing",
        "---\n",
        "[]",
        "{kind: PodList, items: []}",
        "{kind: PodList, items: null}",
        "{kind: List, apiVersion: v1, items: []}",
      })
  void takesEmptyFiles(String nothing) throws IOException {
    JsonObject answer = explain(Stream.of(OUT_OF_MEMORY.resolve("job.yaml"), file(nothing)));

    assertThat(reason(answer)).isEqualTo("TaskFailed");
    assertThat(Json.bool(answer, "failureDetails", "wasExecutionFailure")).contains(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: Pod, metadata: {name: p}}                                 | there is no Job and no PipelineRun",
        "[{kind: Job, metadata: {uid: a}}, {kind: Job, metadata: {uid: b}}] | there are 2 Jobs and PipelineRuns",
        "just words                                                       | it holds what is no object",
      })
  void saysWhatIsMissing(String content, String problem) throws IOException {
    CommandRun run = CommandRun.of("explain", "-f", file(content).toString());

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain",
        "explain --http-code 403",
        "explain --api-error pom.xml",
        "explain -f pom.xml --http-code 403",
        "explain -f pom.xml --api-error pom.xml --http-code 403",
      })
  void wrongUsageIsRefused(String line) {
    assertThat(CommandRun.of(line.split(" ")).exitCode()).isEqualTo(2);
  }

  private static JsonObject explain(Stream<Path> files) {
    List<String> line = new ArrayList<>(List.of("explain"));
    files.forEach(file -> line.addAll(List.of("-f", file.toString())));
    CommandRun run = CommandRun.of(line.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Json.parse(run.out()).orElseThrow();
  }

  private static String reason(JsonObject answer) {
    return Json.string(answer, "failureDetails", "reason").orElse("");
  }

  private static JsonObject object(Path file) throws IOException {
    return YamlJson.documents(Files.readString(file)).get(0).getAsJsonObject();
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "captured", ".yaml"), content);
  }
}
