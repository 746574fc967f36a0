package ai.kubernaut.we.kubernetes.resource;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.api.WorkflowExecution;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What holds for any execution. */
class RoundTripTest {

  private static final int SAMPLES = 2_000;

  private static Stream<WorkflowExecution> executions() {
    return LongStream.range(0, SAMPLES).mapToObj(seed -> new RandomRecords(seed).execution());
  }

  private static JsonObject reparsed(JsonObject json) {
    return JsonParser.parseString(json.toString()).getAsJsonObject();
  }

  @Test
  void whatIsWrittenReadsAsTheSame() {
    executions()
        .forEach(
            execution -> {
              JsonObject json = reparsed(WorkflowExecutionCodec.write(execution));
              assertThat(WorkflowExecutionCodec.read(json)).isEqualTo(execution);
            });
  }

  @Test
  void whatIsWrittenIsValidUnderTheCrd() {
    JsonSchema schema = schema();
    executions()
        .map(execution -> WorkflowExecutionCodec.write(execution).toString())
        .forEach(json -> assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty());
  }

  @Test
  void anInvalidDocumentIsFoundInvalid() {
    assertThat(schema().validate("{\"status\": {\"phase\": \"Skipped\"}}", InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void unknownFieldsAndOtherSpellingsDoNotMatterToReading() {
    executions()
        .forEach(
            execution -> {
              JsonObject json = Documents.disguise(WorkflowExecutionCodec.write(execution));
              assertThat(WorkflowExecutionCodec.read(reparsed(json))).isEqualTo(execution);
            });
  }

  @Test
  void writingWithoutAChangeKeepsTheText() {
    executions()
        .map(execution -> reparsed(Documents.disguise(WorkflowExecutionCodec.write(execution))))
        .forEach(
            json ->
                assertThat(WorkflowExecutionCodec.write(WorkflowExecutionCodec.read(json), json))
                    .hasToString(json.toString()));
  }

  @Test
  void writingAnyChangeReadsAsChangedAndKeepsUnknownFields() {
    for (long seed = 0; seed < SAMPLES; seed++) {
      JsonObject original =
          reparsed(
              Documents.disguise(
                  WorkflowExecutionCodec.write(new RandomRecords(seed).execution())));
      String text = original.toString();
      WorkflowExecution changed = new RandomRecords(seed + SAMPLES).execution();
      JsonObject written = WorkflowExecutionCodec.write(changed, original);
      assertThat(WorkflowExecutionCodec.read(reparsed(written))).isEqualTo(changed);
      assertThat(original).as("the original").hasToString(text);
      for (String part : List.of("metadata", "status")) {
        assertThat(Documents.at(written, List.of(part, "unknown")))
            .isEqualTo(Documents.at(original, List.of(part, "unknown")));
      }
    }
  }

  private static JsonSchema schema() {
    Object crd =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(CustomResourceDefinition.yaml());
    for (Object key : List.of("spec", "versions", 0, "schema", "openAPIV3Schema")) {
      crd = key instanceof Integer index ? ((List<?>) crd).get(index) : ((Map<?, ?>) crd).get(key);
    }
    return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
        .metaSchema(OpenApi30.getInstance())
        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
        .build()
        .getSchema(
            new Yaml().dump(crd),
            InputFormat.YAML,
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }
}
