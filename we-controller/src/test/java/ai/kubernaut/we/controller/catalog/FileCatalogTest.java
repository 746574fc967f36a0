package ai.kubernaut.we.controller.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import ai.kubernaut.we.core.catalog.WorkflowCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCatalogTest extends WorkflowCatalogContract {

  @TempDir private Path directory;
  private final AtomicInteger changes = new AtomicInteger();

  @Override
  WorkflowCatalog with(String engine, String digest, String serviceAccount) throws IOException {
    return of(
        """
        workflowId: %s
        executionEngine: %s
        executionBundle: registry/a:1
        executionBundleDigest: %s
        serviceAccountName: %s
        """
            .formatted(ID, engine, digest, serviceAccount));
  }

  @Override
  WorkflowCatalog brokenDown() {
    return new FileCatalog(directory.resolve("missing.yaml"), changes::incrementAndGet);
  }

  private FileCatalog of(String yaml) throws IOException {
    return new FileCatalog(write("catalog.yaml", yaml), changes::incrementAndGet);
  }

  private Path write(String file, String yaml) throws IOException {
    return Files.writeString(directory.resolve(file), yaml);
  }

  private static CatalogAnswer engine(String name) {
    return new CatalogAnswer.Known(
        new CatalogEntry(Optional.of(name), Optional.empty(), Optional.empty()));
  }

  private static String workflow(String id, String engine) {
    return "---\nworkflowId: %s\nexecutionEngine: %s\n".formatted(id, engine);
  }

  @Test
  void holdsManyWorkflowsOfAnyId() throws IOException {
    FileCatalog catalog = of(workflow("restart", "job") + workflow("a/b c", "tekton"));

    assertThat(catalog.ask("restart")).isEqualTo(engine("job"));
    assertThat(catalog.ask("a/b c")).isEqualTo(engine("tekton"));
  }

  @Test
  void readsTheVisibleFilesOfADirectory() throws IOException {
    write("a.yaml", workflow("a", "job"));
    write("b.yml", workflow("b", "job"));
    write("c.json", "{\"workflowId\":\"c\",\"executionEngine\":\"job\"}");
    write(".hidden.yaml", workflow("d", "job"));
    write("README.md", "no workflow");
    FileCatalog catalog = new FileCatalog(directory, changes::incrementAndGet);

    assertThat(catalog.ask("a")).isEqualTo(engine("job"));
    assertThat(catalog.ask("b")).isEqualTo(engine("job"));
    assertThat(catalog.ask("c")).isEqualTo(engine("job"));
    assertThat(catalog.ask("d")).isEqualTo(new CatalogAnswer.NoSuchWorkflow());
  }

  @Test
  void noticesThatAFileWasChangedAddedAndTakenAway() throws IOException {
    write("a.yaml", workflow("a", "job"));
    FileCatalog catalog = new FileCatalog(directory, changes::incrementAndGet);
    write("a.yaml", workflow("a", "tekton"));
    write("b.yaml", workflow("b", "job"));
    catalog.look();

    assertThat(catalog.ask("a")).isEqualTo(engine("tekton"));
    assertThat(catalog.ask("b")).isEqualTo(engine("job"));
    Files.delete(directory.resolve("b.yaml"));
    catalog.look();
    assertThat(catalog.ask("b")).isEqualTo(new CatalogAnswer.NoSuchWorkflow());
    catalog.look();
    assertThat(changes).hasValue(2);
  }

  @Test
  void noticesThatAMountedConfigMapWasChanged() throws IOException {
    Path first = Files.createDirectory(directory.resolve("..2026_01"));
    Path second = Files.createDirectory(directory.resolve("..2026_02"));
    Files.writeString(first.resolve("a.yaml"), workflow("a", "aaa"));
    Files.writeString(second.resolve("a.yaml"), workflow("a", "bbb"));
    Path data = Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
    Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("..data", "a.yaml"));
    FileCatalog catalog = new FileCatalog(directory, changes::incrementAndGet);
    assertThat(catalog.ask("a")).isEqualTo(engine("aaa"));

    Files.delete(data);
    Files.createSymbolicLink(data, second.getFileName());
    catalog.look();
    assertThat(catalog.ask("a")).isEqualTo(engine("bbb"));
  }

  @Test
  void followsByItself() throws IOException {
    Path file = write("catalog.yaml", workflow("a", "job"));
    try (WorkflowCatalog catalog = FileCatalog.follow(file, changes::incrementAndGet)) {
      write("catalog.yaml", workflow("a", "tekton"));
      await().until(() -> catalog.ask("a").equals(engine("tekton")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[a, b]                    | it holds what is no workflow; begin each with workflowId",
        "executionEngine: job      | a workflow has no workflowId; give it one as text",
        "workflowId: 7             | a workflow has no workflowId; give it one as text",
        "`workflowId: ''`          | a workflow has no workflowId; give it one as text",
        "`workflowId: [`           | not YAML: ",
        "`a: 1\na: 2`              | not YAML: ",
      })
  void isUnavailableAndSaysWhyWhileAFileMakesNoSense(String yaml, String problem)
      throws IOException {
    FileCatalog catalog = of(yaml);

    assertThat(((CatalogAnswer.Unavailable) catalog.ask("a")).reason())
        .startsWith(directory.resolve("catalog.yaml") + ": " + problem);
    write("catalog.yaml", workflow("a", "job"));
    catalog.look();
    assertThat(catalog.ask("a")).isEqualTo(engine("job"));
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    Path file = directory.resolve("missing.yaml");

    assertThat(new FileCatalog(file, () -> {}).ask("a"))
        .isEqualTo(new CatalogAnswer.Unavailable(file + ": there is no such file"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serviceAccount: x",
        "executionEngine: 7",
        "executionEngine: [job]",
        "executionEngine: null",
        "executionEngine: Job Engine",
        "executionBundleDigest: latest"
      })
  void aWorkflowThatCannotBeFollowedDoesNotTouchTheOthers(String odd) throws IOException {
    FileCatalog catalog = of("workflowId: odd\n" + odd + "\n" + workflow("fine", "job"));

    assertThat(catalog.ask("odd")).isInstanceOf(CatalogAnswer.Unusable.class);
    assertThat(catalog.ask("fine")).isEqualTo(engine("job"));
  }

  @Test
  void aWorkflowThatIsThereTwiceCannotBeFollowed() throws IOException {
    FileCatalog catalog = of(workflow("a", "job") + workflow("a", "job"));

    assertThat(catalog.ask("a"))
        .isEqualTo(new CatalogAnswer.Unusable("workflowId: it is there twice"));
  }

  @Test
  void aFileWithoutWorkflowsHasNone() throws IOException {
    assertThat(of("# none yet\n").ask("a")).isEqualTo(new CatalogAnswer.NoSuchWorkflow());
  }
}
