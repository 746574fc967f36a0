package ai.kubernaut.we.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The validator reads the contract as OpenAPI 3.0 means it. */
class ContractTest {

  private static final JsonObject FAILED = event(2);
  private static final JsonObject CLEARED = event(3);

  private static JsonObject event(int index) {
    List<String> texts = Events.texts(Executions.cleared("u", FailureReason.UNKNOWN));
    return JsonParser.parseString(texts.get(index)).getAsJsonObject();
  }

  private static List<String> with(JsonObject event, String path, JsonElement value) {
    JsonObject changed = event.deepCopy();
    JsonObject parent = changed;
    String[] steps = path.split("/", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      parent = parent.getAsJsonObject(steps[i]);
    }
    parent.add(steps[steps.length - 1], value);
    return Contract.problems(changed.toString());
  }

  private static List<String> with(JsonObject event, String path, String json) {
    return with(event, path, JsonParser.parseString(json));
  }

  @Test
  void bothPayloadsAreValidAsTheyAre() {
    assertThat(Contract.problems(FAILED.toString())).isEmpty();
    assertThat(Contract.problems(CLEARED.toString())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"parent_event_id", "namespace", "cluster_name", "severity", "duration_ms"})
  void nullIsFineWhereTheContractSaysNullable(String field) {
    assertThat(with(FAILED, field, JsonNull.INSTANCE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version",
        "event_type",
        "event_timestamp",
        "event_category",
        "event_action",
        "event_outcome",
        "correlation_id",
        "event_data",
        "actor_id",
        "resource_id",
        "event_data/phase",
        "event_data/failure_reason",
        "event_data/started_at",
        "event_data/error_details"
      })
  void nullIsWrongElsewhere(String field) {
    assertThat(with(FAILED, field, JsonNull.INSTANCE)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "version,`\"\"`",
        "version,`\"123456789012345678901\"`",
        "event_timestamp,`\"2026-01-01 10:00:00\"`",
        "event_timestamp,`\"2026-13-01T10:00:00Z\"`",
        "event_category,`\"workflows\"`",
        "event_outcome,`\"unknown\"`",
        "parent_event_id,`\"no uuid\"`",
        "duration_ms,`1.5`",
        "duration_ms,`\"1\"`",
        "resource_id,`7`",
        "something_else,`\"x\"`",
        "event_data/something_else,`\"x\"`",
        "event_data/phase,`\"Cancelled\"`",
        "event_data/failure_reason,`\"Deduplicated\"`",
        "event_data/parameters,`{\"REPLICAS\":3}`",
        "event_data/completed_at,`\"soon\"`",
        "event_data/error_details,`{\"message\":\"m\",\"code\":\"c\",\"retry_possible\":true}`",
        "event_data/error_details/component,`\"somebody\"`",
        "event_data/error_details/retry_possible,`\"true\"`"
      })
  void whatTheContractDoesNotAllowIsFound(String field, String json) {
    assertThat(with(FAILED, field, json)).isNotEmpty();
  }

  @Test
  void thePayloadIsTheOneThatItsEventTypeNames() {
    assertThat(with(FAILED, "event_data", CLEARED.get("event_data")))
        .as("a valid payload of another type is no matter of the schema")
        .isEmpty();
    assertThat(with(FAILED, "event_data/event_type", "\"workflowexecution.block.cleared\""))
        .isNotEmpty();
    assertThat(with(CLEARED, "event_data/event_type", "\"workflowexecution.workflow.failed\""))
        .isNotEmpty();
    assertThat(with(FAILED, "event_data/event_type", "\"workflowexecution.unknown\"")).isNotEmpty();
    assertThat(with(FAILED, "event_data", "{}")).isNotEmpty();
    assertThat(with(FAILED, "event_data", "[]")).isNotEmpty();
  }

  @Test
  void noPayloadFitsTwoShapes() {
    JsonObject both = FAILED.getAsJsonObject("event_data").deepCopy();
    CLEARED.getAsJsonObject("event_data").asMap().forEach(both::add);

    assertThat(with(FAILED, "event_data", both)).isNotEmpty();
  }
}
