package ai.kubernaut.we.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The published contract of Data Storage for an audit event, and no property besides. */
final class AuditContract {

  private static final JsonSchema EVENT = schema();

  private AuditContract() {}

  static boolean isMet(JsonObject event) {
    return EVENT.validate(event.toString(), InputFormat.JSON).isEmpty();
  }

  private static JsonSchema schema() {
    ObjectNode document = document();
    document.at("/components/schemas").forEach(AuditContract::close);
    document.put("$ref", "#/components/schemas/AuditEventRequest");
    return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
        .metaSchema(OpenApi30.getInstance())
        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
        .build()
        .getSchema(
            document, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private static void close(JsonNode schema) {
    if (schema.has("properties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  private static ObjectNode document() {
    try (InputStream yaml = AuditContract.class.getResourceAsStream("/data-storage-audit.yaml")) {
      Map<String, Object> document = new Yaml().load(yaml);
      return new ObjectMapper().valueToTree(document);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
