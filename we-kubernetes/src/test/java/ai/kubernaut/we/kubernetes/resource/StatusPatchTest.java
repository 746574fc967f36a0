package ai.kubernaut.we.kubernetes.resource;

import static ai.kubernaut.we.kubernetes.resource.Documents.parse;
import static ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec.statusPatch;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.ExecutionStatus;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusPatchTest {

  private static final WorkflowExecutionStatus EMPTY = WorkflowExecutionStatus.empty();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void isEmptyWithoutAChange() {
    for (long seed = 0; seed < 1_000; seed++) {
      assertThat(statusPatch(new RandomRecords(seed).status(), new RandomRecords(seed).status()))
          .hasToString("{}");
    }
  }

  @Test
  void appliedToTheOldDocumentGivesTheNewOne() {
    for (long seed = 0; seed < 3_000; seed++) {
      WorkflowExecution before = new RandomRecords(seed).execution();
      WorkflowExecution after = before.withStatus(new RandomRecords(seed + 3_000).status());
      JsonObject document = WorkflowExecutionCodec.write(before);
      JsonElement patched = Documents.apply(document, statusPatch(before.status(), after.status()));
      assertThat(patched).isEqualTo(WorkflowExecutionCodec.write(after));
    }
  }

  @Test
  void leavesUnknownFieldsAlone() {
    for (long seed = 0; seed < 1_000; seed++) {
      WorkflowExecution before = new RandomRecords(seed).execution();
      WorkflowExecution after = before.withStatus(new RandomRecords(seed + 1_000).status());
      JsonObject document = Documents.disguise(WorkflowExecutionCodec.write(before));
      JsonElement patched = Documents.apply(document, statusPatch(before.status(), after.status()));
      assertThat(WorkflowExecutionCodec.read(patched.getAsJsonObject())).isEqualTo(after);
      for (String part : List.of("metadata", "status")) {
        assertThat(Documents.at(patched, List.of(part, "unknown")))
            .isEqualTo(Documents.at(document, List.of(part, "unknown")));
      }
    }
  }

  @Test
  void holdsOnlyWhatChanged() {
    WorkflowExecutionStatus before =
        EMPTY.toBuilder().phase(Phase.RUNNING).startTime(NOW).executionEngine("job").build();
    WorkflowExecutionStatus after =
        before.toBuilder().phase(Phase.COMPLETED).completionTime(NOW.plusMillis(1500)).build();
    assertThat(statusPatch(before, after))
        .isEqualTo(
            parse(
                "{'status': {'phase': 'Completed', 'completionTime': '2026-01-02T03:04:06.500Z'}}"));
  }

  @Test
  void removesWhatWentWithNull() {
    WorkflowExecutionStatus before =
        EMPTY.toBuilder().blocked(Optional.of("ns/other"), Optional.of(NOW)).build();
    assertThat(statusPatch(before, EMPTY))
        .hasToString("{\"status\":{\"blockedBy\":null,\"blockedUntil\":null}}");
  }

  @Test
  void patchesAnObjectFieldByField() {
    WorkflowExecutionStatus before = withProgress(Optional.of("Started"), 1);
    assertThat(statusPatch(before, withProgress(Optional.empty(), 2)))
        .isEqualTo(parse("{'status': {'executionStatus': {'reason': null, 'completedTasks': 2}}}"));
  }

  private static WorkflowExecutionStatus withProgress(Optional<String> reason, int completed) {
    return EMPTY.toBuilder()
        .executionStatus(
            new ExecutionStatus(
                "Unknown",
                reason,
                Optional.empty(),
                Optional.of(completed),
                Optional.of(3),
                Optional.empty()))
        .build();
  }

  @Test
  void writesANewObjectWithoutNulls() {
    WorkflowExecutionStatus after =
        EMPTY.toBuilder().executionRef(new ExecutionRef("Job", "ns", "wfe-1", "uid-1")).build();
    assertThat(statusPatch(EMPTY, after))
        .isEqualTo(
            parse(
                "{'status': {'executionRef': {'name': 'wfe-1', 'kind': 'Job', 'namespace': 'ns',"
                    + " 'uid': 'uid-1'}}}"));
  }

  @Test
  void replacesAListWhole() {
    Condition ready = condition("Ready", "False");
    Condition created = condition("ExecutionCreated", "True");
    WorkflowExecutionStatus before = EMPTY.toBuilder().conditions(List.of(ready)).build();
    WorkflowExecutionStatus after = EMPTY.toBuilder().conditions(List.of(ready, created)).build();
    assertThat(statusPatch(before, after))
        .isEqualTo(
            parse(
                "{'status': {'conditions': [{'type': 'Ready', 'status': 'False', 'reason':"
                    + " 'Because', 'message': '', 'lastTransitionTime': '2026-01-02T03:04:05Z',"
                    + " 'observedGeneration': 1}, {'type': 'ExecutionCreated', 'status': 'True',"
                    + " 'reason': 'Because', 'message': '', 'lastTransitionTime':"
                    + " '2026-01-02T03:04:05Z', 'observedGeneration': 1}]}}"));
  }

  @Test
  void removesAListThatBecameEmpty() {
    WorkflowExecutionStatus before =
        EMPTY.toBuilder().conditions(List.of(condition("Ready", "True"))).build();
    assertThat(statusPatch(before, EMPTY)).hasToString("{\"status\":{\"conditions\":null}}");
  }

  private static Condition condition(String type, String status) {
    return new Condition(type, status, "Because", "", NOW, Optional.of(1L));
  }
}
