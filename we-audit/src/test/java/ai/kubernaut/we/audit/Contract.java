package ai.kubernaut.we.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * The published contract of Data Storage, more strictly than it is written: a property that it does
 * not name is a mistake.
 */
public final class Contract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema EVENT = schema("#/components/schemas/AuditEventRequest");
  private static final JsonSchema REGISTRATION =
      schema("#/components/schemas/CreateWorkflowInlineRequest");

  private Contract() {}

  /** What is wrong with an event; empty if it is valid. */
  public static List<String> problems(String event) {
    return problems(EVENT, event);
  }

  /** What is wrong with a request to register a workflow; empty if it is valid. */
  public static List<String> registrationProblems(String request) {
    return problems(REGISTRATION, request);
  }

  private static List<String> problems(JsonSchema schema, String json) {
    try {
      return schema.validate(JSON.readTree(json)).stream().map(Object::toString).toList();
    } catch (JsonProcessingException malformed) {
      return List.of(malformed.getOriginalMessage());
    }
  }

  private static JsonSchema schema(String ref) {
    ObjectNode document = document();
    document.at("/components/schemas").forEach(Contract::close);
    document.put("$ref", ref);
    JsonSchemaFactory factory =
        JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
            .metaSchema(OpenApi30.getInstance())
            .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
            .build();
    return factory.getSchema(
        document, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private static void close(JsonNode schema) {
    if (schema.has("properties") && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  private static ObjectNode document() {
    try (InputStream yaml = Contract.class.getResourceAsStream("/data-storage-audit.yaml")) {
      Map<String, Object> document = new Yaml().load(yaml);
      return JSON.valueToTree(document);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
