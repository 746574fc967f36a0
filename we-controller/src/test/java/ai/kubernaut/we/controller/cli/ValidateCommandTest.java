package ai.kubernaut.we.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateCommandTest {

  private static final String VALID =
      """
      apiVersion: kubernaut.ai/v1alpha1
      kind: WorkflowExecution
      metadata:
        name: fine
      spec:
        targetResource: default/deployment/my-app
        workflowRef:
          workflowId: restart
          version: "1.0"
          executionBundle: registry.example.com/restart:1.0
      """;

  @TempDir private Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("wfe.yaml"), text);
  }

  private CommandRun validate(String text) throws IOException {
    return CommandRun.of("validate", "-f", file(text).toString());
  }

  /** The problems, without the file and the name before them. */
  private List<String> problems(String text) throws IOException {
    CommandRun run = validate(text);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    String prefix = directory.resolve("wfe.yaml") + ": fine: ";
    assertThat(run.out().lines()).allMatch(line -> line.startsWith(prefix));
    return run.out().lines().map(line -> line.substring(prefix.length())).toList();
  }

  @Test
  void aValidManifestIsSaidToBeValid() throws IOException {
    CommandRun run = validate(VALID);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines(directory + "/wfe.yaml: fine: valid");
  }

  @Test
  void everyDocumentAndEveryItemOfAListIsChecked() throws IOException {
    String item =
        VALID.replace("name: fine", "name: second").indent(4).replaceFirst(" {4}", "  - ");
    CommandRun run = validate(VALID + "---\napiVersion: v1\nkind: List\nitems:\n" + item);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.endsWith(": valid"));
  }

  @Test
  void severalFilesAreCheckedAlthoughOneIsMissing() throws IOException {
    Path missing = directory.resolve("missing.yaml");
    CommandRun run = CommandRun.of("validate", "-f", "" + missing, "-f", "" + file(VALID));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(
            missing + ": there is no such file", directory.resolve("wfe.yaml") + ": fine: valid");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void jsonIsTakenToo() throws IOException {
    CommandRun run =
        validate(
            """
            {"apiVersion": "kubernaut.ai/v1alpha1", "kind": "WorkflowExecution",
             "metadata": {"generateName": "fine-"},
             "spec": {"targetResource": "node/a", "workflowRef":
              {"workflowId": "w", "version": "1", "executionBundle": "registry/w:1"}}}
            """);

    assertThat(run.out()).endsWith(": fine-*: valid\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void anInvalidSpecNamesFieldAndRemedy() throws IOException {
    assertThat(problems(VALID.replace("default/deployment/my-app", "my-app")))
        .containsExactly(
            "spec.targetResource: \"my-app\" names no resource; write namespace/kind/name, or"
                + " kind/name for a cluster-scoped resource");
  }

  @ParameterizedTest(name = "{0} written as {1}")
  @CsvSource({
    "targetResource, targetResorce, spec.targetResorce",
    "executionBundle, executionbundle, spec.workflowRef.executionbundle",
    "workflowId, workflowID, spec.workflowRef.workflowID",
    "spec, specs, specs",
    "metadata, metdata, metdata",
  })
  void aTypoIsNamedWithWhatWasMeant(String right, String wrong, String path) throws IOException {
    CommandRun run = validate(VALID.replace(right + ":", wrong + ":"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(": %s: unknown field; did you mean %s?\n".formatted(path, right))
        .contains(path.substring(0, path.length() - wrong.length()) + right + ": ");
  }

  @Test
  void whatResemblesNothingIsNamedWithWhatIsKnown() throws IOException {
    assertThat(problems(VALID + "  executionConfig: {retries: 3}\n"))
        .containsExactly("spec.executionConfig.retries: unknown field; known here: timeout");
    assertThat(problems(VALID.replace("name: fine", "name: fine\n  anotations: {}")))
        .containsExactly("metadata.anotations: unknown field; did you mean annotations?");
  }

  @Test
  void freeFormFieldsMayHoldAnything() throws IOException {
    String free = "    engineConfig: {any: [{thing: 1}]}\n  parameters: {ANY: thing}\n";

    assertThat(validate(VALID + free).exitCode()).isZero();
  }

  @Test
  void everyMissingFieldIsNamed() throws IOException {
    String yaml =
        VALID.substring(0, VALID.indexOf("spec:"))
            + "spec:\n  workflowRef: {version: '1', dependencies: {secrets: [{}]}}\n";

    assertThat(problems(yaml))
        .anyMatch(p -> p.startsWith("spec.targetResource: it is missing"))
        .anyMatch(p -> p.startsWith("spec.workflowRef.workflowId: it is missing"))
        .anyMatch(p -> p.startsWith("spec.workflowRef.executionBundle: it is missing"))
        .anyMatch(p -> p.startsWith("spec.workflowRef.dependencies.secrets[0].name: it is missing"))
        .hasSize(4);
  }

  @Test
  void withoutASpecThereIsNothingToRun() throws IOException {
    assertThat(problems(VALID.substring(0, VALID.indexOf("spec:"))))
        .containsExactly("spec: it is missing; say what to run and against which target");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "version: \"1.0\" | version: 1.0     | spec.workflowRef.version: expected a string",
        "version: \"1.0\" | version: [1]     | spec.workflowRef.version: expected a string",
      })
  void aMalformedTypeIsNamedWithItsPath(String from, String to, String problem) throws IOException {
    assertThat(problems(VALID.replace(from, to))).anyMatch(found -> found.startsWith(problem));
  }

  @Test
  void aSpecThatIsNoMappingIsNamed() throws IOException {
    assertThat(problems(VALID.substring(0, VALID.indexOf("spec:")) + "spec: [1]\n"))
        .containsExactly("spec: expected an object, found a list");
  }

  @Test
  void anotherKindIsNamedWithTheOneToWrite() throws IOException {
    assertThat(problems("apiVersion: batch/v1\nkind: Job\nmetadata: {name: fine}\n"))
        .containsExactly(
            "apiVersion, kind: found \"batch/v1\", \"Job\"; write kubernaut.ai/v1alpha1,"
                + " WorkflowExecution");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "---\n", "# nothing\n", "apiVersion: v1\nkind: List\nitems: []\n"})
  void aFileWithoutAnObjectIsNoSuccess(String text) throws IOException {
    CommandRun run = validate(text);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("wfe.yaml: it holds no object");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"just a text", "[1, 2]", "kind: List\nitems: [1]\n", "a: ["})
  void whatHoldsNoManifestIsOneComplaintAndNoStackTrace(String text) throws IOException {
    CommandRun run = validate(text);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith(directory + "/wfe.yaml: ").doesNotContain("Exception");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aFileThatIsNoTextIsSaidToBeNone() throws IOException {
    Path binary = Files.write(directory.resolve("image.png"), new byte[] {(byte) 0xff, 0, 1});

    assertThat(CommandRun.of("validate", "-f", "" + binary).out())
        .isEqualToIgnoringNewLines(binary + ": it is not text in UTF-8");
  }

  @Test
  void theConfiguredClusterCounts() throws IOException {
    Path config = Files.writeString(directory.resolve("c.yaml"), "controller: {clusterID: east}");
    Path here = file(VALID + "  clusterID: east\n");

    assertThat(CommandRun.of("validate", "-f", "" + here).exitCode()).isEqualTo(1);
    assertThat(CommandRun.of("validate", "-f", "" + here, "--config", "" + config).exitCode())
        .isZero();
  }

  @Test
  void everyExampleIsWhatItsCommentSays() throws IOException {
    try (Stream<Path> examples = Files.list(Path.of("..", "examples"))) {
      for (Path example : examples.filter(Files::isRegularFile).toList()) {
        boolean invalid = Files.readString(example, StandardCharsets.UTF_8).contains("/Config");
        assertThat(CommandRun.of("validate", "-f", "" + example).exitCode())
            .as(example.toString())
            .isEqualTo(invalid ? 1 : 0);
      }
    }
  }
}
