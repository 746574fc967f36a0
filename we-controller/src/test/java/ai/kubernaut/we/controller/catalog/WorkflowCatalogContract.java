package ai.kubernaut.we.controller.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import ai.kubernaut.we.core.catalog.WorkflowCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every workflow catalog. */
abstract class WorkflowCatalogContract {

  static final String ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  static final String OTHER_ID = "7d444840-9dc0-11d1-b245-5ffdce74fad2";
  static final String DIGEST = "sha256:" + "a".repeat(64);

  /** A catalog that has one workflow, {@link #ID}, with these fields. */
  abstract WorkflowCatalog with(String engine, String digest, String serviceAccount)
      throws Exception;

  /** A catalog that cannot be had now. */
  abstract WorkflowCatalog brokenDown() throws Exception;

  private static CatalogAnswer answer(WorkflowCatalog catalog, String id) {
    CatalogAnswer asked = new CatalogAnswer.Asked();
    await().until(() -> !catalog.ask(id).equals(asked));
    return catalog.ask(id);
  }

  @Test
  void saysHowAWorkflowRuns() throws Exception {
    try (WorkflowCatalog catalog = with("tekton", DIGEST, "runner")) {
      CatalogAnswer known =
          new CatalogAnswer.Known(
              new CatalogEntry(Optional.of("tekton"), Optional.of(DIGEST), Optional.of("runner")));

      assertThat(answer(catalog, ID)).isEqualTo(known);
      assertThat(answer(catalog, ID)).isEqualTo(known);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OTHER_ID, "", "restart", "../x", "\u0000"})
  void knowsNoOtherWorkflow(String id) throws Exception {
    try (WorkflowCatalog catalog = with("tekton", DIGEST, "runner")) {
      assertThat(answer(catalog, id)).isEqualTo(new CatalogAnswer.NoSuchWorkflow());
    }
  }

  @Test
  void passesNothingOnThatCannotBeFollowed() throws Exception {
    try (WorkflowCatalog catalog = with("tekton", "latest", "runner")) {
      assertThat(answer(catalog, ID))
          .isEqualTo(new CatalogAnswer.Unusable("executionBundleDigest: \"latest\" is no digest"));
    }
  }

  @Test
  void saysThatItIsUnavailableRatherThanToGuess() throws Exception {
    try (WorkflowCatalog catalog = brokenDown()) {
      assertThat(answer(catalog, ID)).isInstanceOf(CatalogAnswer.Unavailable.class);
    }
  }

  @Test
  void canBeClosedTwice() throws Exception {
    WorkflowCatalog catalog = with("job", DIGEST, "runner");
    catalog.close();
    catalog.close();

    assertThat(catalog.ask("restart")).isEqualTo(new CatalogAnswer.NoSuchWorkflow());
  }
}
