package ai.kubernaut.we.api;

import static ai.kubernaut.we.api.Crd.list;
import static ai.kubernaut.we.api.Crd.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ours against the published forms of the resource. */
class PublishedShapesTest {

  private static final int SAMPLES = 2_000;

  /** Where ours refuses what a published one takes, and what could never run. */
  private static final List<String> NARROWED =
      List.of(
          ".spec.targetResource maxLength",
          ".spec.targetResource x-kubernetes-validations",
          ".spec.workflowRef.workflowId maxLength",
          ".spec.workflowRef.version maxLength",
          ".spec.workflowRef.executionBundle maxLength",
          ".spec.workflowRef.executionBundleDigest maxLength",
          ".spec.workflowRef.executionEngine maxLength",
          ".spec.workflowRef.serviceAccountName maxLength",
          ".spec.workflowRef.serviceAccountName x-kubernetes-validations",
          ".spec.workflowRef.dependencies.secrets maxItems",
          ".spec.workflowRef.dependencies.secrets x-kubernetes-validations",
          ".spec.workflowRef.dependencies.secrets[].name maxLength",
          ".spec.workflowRef.dependencies.secrets[].name x-kubernetes-validations",
          ".spec.workflowRef.dependencies.configMaps maxItems",
          ".spec.workflowRef.dependencies.configMaps x-kubernetes-validations",
          ".spec.workflowRef.dependencies.configMaps[].name maxLength",
          ".spec.workflowRef.dependencies.configMaps[].name x-kubernetes-validations",
          ".spec.parameters maxProperties",
          ".spec.parameters x-kubernetes-validations",
          ".spec.parameters.* maxLength",
          ".spec.executionConfig.timeout maxLength",
          ".spec.clusterID maxLength");

  static Stream<Crd> published() {
    return Crd.published().stream();
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyPublishedFieldIsKnownAndNoRuleIsNarrowerThanIsSaid(Crd published) {
    assertThat(SchemaComparison.findings(Crd.ours().schema(), published.schema()))
        .isSubsetOf(NARROWED);
  }

  @Test
  void nothingIsSaidToBeNarrowerThatIsNot() {
    assertThat(
            Crd.published().stream()
                .flatMap(p -> SchemaComparison.findings(Crd.ours().schema(), p.schema()).stream()))
        .containsAll(NARROWED);
  }

  @ParameterizedTest
  @MethodSource("published")
  void randomPublishedObjectsAreValidUnderOurs(Crd published) {
    SchemaValidator theirs = new SchemaValidator(published.schema());
    SchemaValidator ours = new SchemaValidator(Crd.ours().schema());
    LongStream.range(0, SAMPLES)
        .forEach(
            seed -> {
              Object sample = new SchemaSampler(seed).sample(published.schema());
              assertThat(theirs.problems(sample)).as("sample %d", seed).isEmpty();
              assertThat(ours.problems(sample)).as("%d: %s", seed, sample).isEmpty();
            });
  }

  @Test
  void aStatusIsValidUnderThePublishedShapesButForAddedReasons() {
    String reason = ".failureDetails.reason enum";
    assertThat(Crd.published())
        .allSatisfy(
            published ->
                assertThat(
                        SchemaComparison.findings(
                            published.schema("status"), commonStatus(published)))
                    .containsExactly(reason));
  }

  /** Our schema of the status, without the fields that a server drops under the published one. */
  private static Map<String, Object> commonStatus(Crd published) {
    return Schemas.intersect(written(), published.schema("status"));
  }

  /** Our schema of the status, without the null that is read and never written. */
  private static Map<String, Object> written() {
    return Schemas.with(
        Crd.ours().schema("status"),
        null,
        "properties",
        "executionRef",
        "properties",
        "name",
        "nullable");
  }

  @ParameterizedTest
  @MethodSource("published")
  void randomStatusesOfOursAreValidUnderThePublishedShapesButForAddedReasons(Crd published) {
    Map<String, Object> theirs = published.schema("status");
    List<Object> known = list(published.schema("status", "failureDetails", "reason").get("enum"));
    SchemaValidator validator = new SchemaValidator(theirs);
    LongStream.range(0, SAMPLES)
        .mapToObj(seed -> map(new SchemaSampler(seed).sample(written())))
        .filter(status -> reasonIsIn(known, status))
        .forEach(status -> assertThat(validator.problems(status)).as("%s", status).isEmpty());
  }

  private static boolean reasonIsIn(List<Object> known, Map<String, Object> status) {
    return !status.containsKey("failureDetails")
        || known.contains(Crd.under(status, "failureDetails", "reason"));
  }

  @Test
  void theAddedReasonsAreTheDocumentedOnes() {
    Crd oldest = Crd.published().get(0);
    List<Object> ours = list(Crd.ours().schema("status", "failureDetails", "reason").get("enum"));
    List<Object> theirs = list(oldest.schema("status", "failureDetails", "reason").get("enum"));
    assertThat(ours)
        .filteredOn(reason -> !theirs.contains(reason))
        .containsExactlyInAnyOrder("Deduplicated", "Cancelled", "ExecutionLost");
  }
}
