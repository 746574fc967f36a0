package ai.kubernaut.we.kubernetes.resource;

import static ai.kubernaut.we.kubernetes.resource.Documents.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What may be absent, and where an unreadable document is said to be wrong. */
class ReadingTest {

  private static final String REF = "'workflowId': 'w', 'version': '1', 'executionBundle': 'i'";

  static final List<Arguments> MALFORMED =
      List.of(
          Arguments.of("{}", "metadata", "an object, found nothing"),
          Arguments.of("{'metadata': []}", "metadata", "an object, found a list"),
          Arguments.of("{'metadata': {}}", "metadata.name", "a string, found nothing"),
          Arguments.of("{'metadata': {'name': null}}", "metadata.name", "a string, found nothing"),
          Arguments.of("{'metadata': {'name': 5}}", "metadata.name", "a string, found a number"),
          Arguments.of(
              metadata("'generation': 1.5"),
              "metadata.generation",
              "an integer of 64 bits, found a number"),
          Arguments.of(
              metadata("'generation': 9223372036854775808"),
              "metadata.generation",
              "an integer of 64 bits, found a number"),
          Arguments.of(
              metadata("'generation': 1e999999999"),
              "metadata.generation",
              "an integer of 64 bits, found a number"),
          Arguments.of(
              metadata("'deletionTimestamp': 'today'"),
              "metadata.deletionTimestamp",
              "an RFC 3339 time, found a string"),
          Arguments.of(
              metadata("'labels': {'a.b/c': true}"),
              "metadata.labels[\"a.b/c\"]",
              "a string, found a boolean"),
          Arguments.of(
              metadata("'finalizers': ['a', null]"),
              "metadata.finalizers[1]",
              "a string, found nothing"),
          Arguments.of(
              metadata("'finalizers': 'a'"), "metadata.finalizers", "a list, found a string"),
          Arguments.of(spec("'parameters': 'A=1'"), "spec.parameters", "an object, found a string"),
          Arguments.of(
              spec("'parameters': {'SECRET': {}}"),
              "spec.parameters.SECRET",
              "a string, found an object"),
          Arguments.of(spec("'confidence': '1'"), "spec.confidence", "a number, found a string"),
          Arguments.of(
              spec("'workflowRef': {'workflowId': 'w', 'version': '1'}"),
              "spec.workflowRef.executionBundle",
              "a string, found nothing"),
          Arguments.of(
              spec(workflow("'dependencies': {'secrets': [{'name': 's'}, {'name': []}]}")),
              "spec.workflowRef.dependencies.secrets[1].name",
              "a string, found a list"),
          Arguments.of(
              spec(workflow("'dependencies': {'configMaps': ['s']}")),
              "spec.workflowRef.dependencies.configMaps[0]",
              "an object, found a string"),
          Arguments.of(
              spec(workflow("'declaredParameterNames': {'A': 'true'}")),
              "spec.workflowRef.declaredParameterNames.A",
              "a boolean, found a string"),
          Arguments.of(
              spec(workflow("'resources': {'limits': {'cpu': true}}")),
              "spec.workflowRef.resources.limits.cpu",
              "a quantity, found a boolean"),
          Arguments.of(
              status("'phase': 'Skipped'"),
              "status.phase",
              "one of [Pending, Running, Completed, Failed], found a string"),
          Arguments.of(
              status("'executionStatus': {'status': 'True', 'totalTasks': 2147483648}"),
              "status.executionStatus.totalTasks",
              "an integer of 32 bits, found a number"),
          Arguments.of(
              status("'conditions': [{'type': 'Ready'}]"),
              "status.conditions[0].status",
              "a string, found nothing"));

  @ParameterizedTest(name = "{1}: {2}")
  @FieldSource("MALFORMED")
  void namesThePathAndWhatWasExpectedThere(String json, String path, String expected) {
    assertThatExceptionOfType(MalformedResource.class)
        .isThrownBy(() -> WorkflowExecutionCodec.read(parse(json)))
        .satisfies(e -> assertThat(e.path()).isEqualTo(path))
        .satisfies(e -> assertThat(e.expected()).isEqualTo(expected))
        .withMessage(path + ": expected " + expected);
  }

  @Test
  void anExecutionWithoutSpecAndStatusIsRead() {
    WorkflowExecution execution = WorkflowExecutionCodec.read(parse(metadata("'uid': 'u'")));
    assertThat(execution.spec()).isEmpty();
    assertThat(execution.phase()).isEqualTo(Phase.PENDING);
    assertThat(WorkflowExecutionCodec.write(execution))
        .hasToString(
            "{\"apiVersion\":\"kubernaut.ai/v1alpha1\",\"kind\":\"WorkflowExecution\","
                + "\"metadata\":{\"name\":\"n\",\"uid\":\"u\"}}");
  }

  @Test
  void aChildWithoutNameHasThePublishedDefault() {
    assertThat(WorkflowExecutionCodec.read(parse(status("'executionRef': {}"))).status())
        .satisfies(s -> assertThat(s.executionRef()).map(ExecutionRef::name).contains(""));
  }

  @Test
  void aFailureThatSaysNothingOfHavingRunHasNotRun() {
    String details =
        "'failureDetails': {'failedAt': '2026-01-02T03:04:05Z', 'failedTaskIndex': 0,"
            + " 'failedTaskName': 't', 'message': 'm', 'naturalLanguageSummary': 's',"
            + " 'reason': 'Cancelled'}";
    FailureDetails read =
        WorkflowExecutionCodec.read(parse(status(details))).status().failureDetails().orElseThrow();
    assertThat(read.wasExecutionFailure()).isFalse();
    assertThat(read.reason()).isEqualTo(FailureReason.CANCELLED);
  }

  @Test
  void equalStringsOfManyObjectsAreOne() {
    String json = spec(workflow("'executionEngine': 'job'"));
    WorkflowExecution one = WorkflowExecutionCodec.read(parse(json));
    WorkflowExecution other = WorkflowExecutionCodec.read(parse(json));
    assertThat(one.spec().orElseThrow().targetResource())
        .isSameAs(other.spec().orElseThrow().targetResource());
  }

  private static String metadata(String fields) {
    return "{'metadata': {'name': 'n', " + fields + "}}";
  }

  private static String spec(String fields) {
    String workflow = fields.startsWith("'workflowRef'") ? "" : ", " + workflow("'version': '1'");
    return "{'metadata': {'name': 'n'}, 'spec': {'targetResource': 'a/b', "
        + fields
        + workflow
        + "}}";
  }

  private static String workflow(String fields) {
    return "'workflowRef': {" + REF + ", " + fields + "}";
  }

  private static String status(String fields) {
    return "{'metadata': {'name': 'n'}, 'status': {" + fields + "}}";
  }
}
