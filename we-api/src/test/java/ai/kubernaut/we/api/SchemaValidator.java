package ai.kubernaut.we.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.util.List;
import java.util.Map;

/** Validates values against an OpenAPI 3.0 schema. */
final class SchemaValidator {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
          .metaSchema(OpenApi30.getInstance())
          .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
          .build();
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonSchema schema;

  SchemaValidator(Map<String, Object> schema) {
    this.schema = FACTORY.getSchema(JSON.<JsonNode>valueToTree(schema), CONFIG);
  }

  /** What is wrong with it; empty if it is valid. */
  List<String> problems(Object value) {
    JsonNode json = JSON.valueToTree(value);
    return schema.validate(json).stream().map(Object::toString).toList();
  }
}
