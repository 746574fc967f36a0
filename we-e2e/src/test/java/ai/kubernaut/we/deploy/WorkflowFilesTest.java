package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs on a push can be changed by nobody else, and can change nothing. */
class WorkflowFilesTest {

  private static final Path GITHUB = Path.of("..", ".github");

  /** {@code owner/action@digest # version}; the comment is what updates are proposed by. */
  private static final String PINNED = "[\\w.-]+(/[\\w.-]+)+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+";

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(GITHUB.resolve("workflows"))) {
      return files.toList();
    }
  }

  private static Stream<String> actions(String workflow) {
    return workflow
        .lines()
        .filter(line -> line.matches("[\\s-]*[\"']?uses[\"']?\\s*:.*"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyActionIsPinnedByItsDigest(Path file) {
    assertThat(actions(Kustomize.read(file))).isNotEmpty().allMatch(uses -> uses.matches(PINNED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  - uses: actions/checkout@v4",
        "    uses: actions/checkout@main # v4.2.2",
        "  - uses: docker://alpine:3",
        "  - 'uses': ./here",
        "  - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683"
      })
  void anActionThatIsNotPinnedIsFound(String line) {
    assertThat(actions(line)).hasSize(1).noneMatch(uses -> uses.matches(PINNED));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void theTokenMayReadTheRepositoryAndNothingElse(Path file) {
    JsonObject workflow = Chart.documents(Kustomize.read(file)).get(0);

    assertThat(Json.stringMap(workflow, "permissions")).isEqualTo(Map.of("contents", "read"));
    assertThat(jobs(workflow)).isNotEmpty().noneMatch(job -> job.has("permissions"));
    assertThat(steps(workflow))
        .filteredOn(step -> Json.string(step, "uses").orElse("").startsWith("actions/checkout@"))
        .hasSameSizeAs(jobs(workflow))
        .noneMatch(step -> Json.bool(step, "with", "persist-credentials").orElse(true));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void whatSomebodyProposesIsNeverRunWithSecretsNorAsAScript(Path file) {
    String text = Kustomize.read(file);
    JsonObject workflow = Chart.documents(text).get(0);

    assertThat(text).doesNotContain("pull_request_target").doesNotContain("secrets.");
    assertThat(steps(workflow))
        .noneMatch(step -> Json.string(step, "run").orElse("").contains("${{"));
  }

  @Test
  void updatesAreLookedForWhereverAVersionIsNamed() {
    JsonObject dependabot =
        Chart.documents(Kustomize.read(GITHUB.resolve("dependabot.yml"))).get(0);

    assertThat(
            Json.objects(dependabot, "updates").stream()
                .map(
                    u ->
                        Json.string(u, "package-ecosystem").orElse("")
                            + Json.string(u, "directory").orElse("")))
        .containsExactlyInAnyOrder("maven/", "github-actions/", "docker/deploy/image");
  }

  private static List<JsonObject> jobs(JsonObject workflow) {
    return Json.object(workflow, "jobs").orElseThrow().asMap().values().stream()
        .map(job -> job.getAsJsonObject())
        .toList();
  }

  private static List<JsonObject> steps(JsonObject workflow) {
    return jobs(workflow).stream().flatMap(job -> Json.objects(job, "steps").stream()).toList();
  }
}
