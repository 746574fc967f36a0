package ai.kubernaut.we.kubernetes.resource;

import static ai.kubernaut.we.kubernetes.resource.Documents.parse;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.FreeForm;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.Quantity;
import ai.kubernaut.we.api.Resources;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.api.WorkflowRef;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What odd but legal spellings read as, and that a change elsewhere leaves them as they are. */
class ExactTextTest {

  private static final String DOCUMENT =
      """
      {
        'apiVersion': 'kubernaut.ai/v1alpha1', 'kind': 'WorkflowExecution', 'extra': {'a': 1.0},
        'metadata': {
          'name': 'one', 'namespace': 'ns', 'uid': 'u', 'resourceVersion': '7',
          'generation': 9223372036854775807, 'creationTimestamp': '2026-01-02T03:04:05Z',
          'labels': null, 'annotations': {'b': '2', 'a': '1'},
          'managedFields': [{'manager': 'kubectl', 'fieldsV1': {'f:spec': {}}}]
        },
        'spec': {
          'targetResource': 'ns/Deployment/app',
          'timesOutAt': '2026-01-02T03:04:05.120000+05:30',
          'executionConfig': {'timeout': '90s', 'extra': null},
          'confidence': 0.950,
          'rationale': null,
          'workflowRef': {
            'workflowId': 'w', 'version': '1', 'executionBundle': 'image', 'extra': [],
            'engineConfig': {'n': 1.0, 'e': 1e2, 'none': null},
            'declaredParameterNames': %s,
            'resources': {'requests': {'memory': 1073741824, 'cpu': '0.50'}, 'limits': {}}
          }
        },
        'status': {
          'extra': true,
          'startTime': '2026-01-02T03:04:05.000Z',
          'ephemeralCredentialIDs': [1.0, 9223372036854775807],
          'conditions': [
            {'type': 'Other', 'status': 'True', 'reason': 'R', 'message': '', 'extra': 1,
             'lastTransitionTime': '2026-01-02T04:04:05+01:00'},
            {'type': 'Ready', 'status': 'False', 'reason': 'R', 'message': '', 'extra': 2,
             'lastTransitionTime': '2026-01-02T03:04:05.0Z', 'observedGeneration': 4e0}
          ]
        }
      }
      """;

  private final JsonObject original = parse(DOCUMENT.formatted("{'A': true}"));
  private final WorkflowExecution read = WorkflowExecutionCodec.read(original);

  @Test
  void readsNumbersTimesAndQuantitiesExactly() {
    assertThat(read.metadata().generation()).isEqualTo(Long.MAX_VALUE);
    assertThat(read.status().ephemeralCredentialIDs()).containsExactly(1L, Long.MAX_VALUE);
    assertThat(read.spec().orElseThrow().timesOutAt())
        .contains(Instant.parse("2026-01-01T21:34:05.120Z"));
    assertThat(read.spec().orElseThrow().confidence()).contains(new BigDecimal("0.950"));
    assertThat(workflow(read).resources())
        .map(Resources::requests)
        .contains(Map.of("memory", new Quantity("1073741824"), "cpu", new Quantity("0.50")));
    assertThat(workflow(read).engineConfig())
        .contains(new FreeForm("{\"n\":1.0,\"e\":1e2,\"none\":null}"));
  }

  @Test
  void nullReadsAsAbsent() {
    assertThat(read.metadata().labels()).isEmpty();
    assertThat(read.spec().orElseThrow().rationale()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | absent",
        "{} | {}",
        "{'A': true, 'B': false, 'C': null} | {A=true, B=false}"
      })
  void declaredParametersKeepAbsentAndEmptyApart(String json, String expected) {
    WorkflowRef ref =
        workflow(WorkflowExecutionCodec.read(parse(DOCUMENT.formatted(json.replace('"', '\'')))));
    assertThat(ref.declaredParameterNames().map(names -> new TreeMap<>(names)))
        .map(Object::toString)
        .isEqualTo(Optional.of(expected).filter(text -> !text.equals("absent")));
  }

  @Test
  void emptyDeclaredParametersAreWritten() {
    JsonObject json = parse(DOCUMENT.formatted("{}"));
    JsonObject written = WorkflowExecutionCodec.write(WorkflowExecutionCodec.read(json));
    assertThat(Documents.at(written, List.of("spec", "workflowRef", "declaredParameterNames")))
        .hasToString("{}");
  }

  @Test
  void aChangeTouchesNothingElse() {
    WorkflowExecution changed =
        read.withStatus(read.status().toBuilder().phase(Phase.RUNNING).build());
    JsonObject written = WorkflowExecutionCodec.write(changed, original);
    assertThat(written.getAsJsonObject("status").remove("phase").getAsString())
        .isEqualTo("Running");
    assertThat(written).hasToString(original.toString());
  }

  @Test
  void aChangedConditionKeepsItsUnknownFieldsAndItsNeighbours() {
    WorkflowExecutionStatus status = read.status();
    Condition ready = status.conditions().get(1);
    Condition now =
        new Condition(
            ready.type(), "True", "Done", "", ready.lastTransitionTime(), Optional.empty());
    List<Condition> reordered = List.of(now, status.conditions().get(0));
    WorkflowExecution changed = read.withStatus(status.toBuilder().conditions(reordered).build());
    assertThat(
            WorkflowExecutionCodec.write(changed, original)
                .getAsJsonObject("status")
                .get("conditions"))
        .hasToString(
            parse(
                    """
                    {'c': [
                      {'type': 'Ready', 'status': 'True', 'reason': 'Done', 'message': '',
                       'extra': 2, 'lastTransitionTime': '2026-01-02T03:04:05.0Z'},
                      {'type': 'Other', 'status': 'True', 'reason': 'R', 'message': '', 'extra': 1,
                       'lastTransitionTime': '2026-01-02T04:04:05+01:00'}]}
                    """)
                .get("c")
                .toString());
  }

  @Test
  void anAnnotationIsAddedWithoutTouchingTheOthers() {
    Metadata old = read.metadata();
    Metadata metadata =
        new Metadata(
            old.namespace(),
            old.name(),
            old.uid(),
            old.resourceVersion(),
            old.generation(),
            old.creationTimestamp(),
            old.deletionTimestamp(),
            Map.of("l", "v"),
            Map.of("b", "2", "a", "1", "c", "3"),
            List.of());
    JsonObject written =
        WorkflowExecutionCodec.write(read.withMetadata(metadata), original)
            .getAsJsonObject("metadata");
    assertThat(written.get("annotations")).hasToString("{\"b\":\"2\",\"a\":\"1\",\"c\":\"3\"}");
    assertThat(written.get("labels")).hasToString("{\"l\":\"v\"}");
    assertThat(written.get("managedFields"))
        .isEqualTo(original.getAsJsonObject("metadata").get("managedFields"));
  }

  @Test
  void aStatusThatBecameEmptyLeavesUnknownFields() {
    JsonObject written =
        WorkflowExecutionCodec.write(read.withStatus(WorkflowExecutionStatus.empty()), original);
    assertThat(WorkflowExecutionCodec.read(written).status())
        .isEqualTo(WorkflowExecutionStatus.empty());
    assertThat(Documents.at(written, List.of("status", "extra")).getAsBoolean()).isTrue();
  }

  private static WorkflowRef workflow(WorkflowExecution execution) {
    return execution.spec().orElseThrow().workflowRef();
  }
}
