package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Named schemas that others refer to. */
public final class Definitions {
  private final Function<String, JsonObject> source;
  private final Map<String, Schema> resolved = new ConcurrentHashMap<>();

  /**
   * @param source gives the schema of a name
   */
  public Definitions(Function<String, JsonObject> source) {
    this.source = source;
  }

  static Definitions none() {
    return new Definitions(name -> Json.of("type", "object"));
  }

  /** The schema of a name. */
  public Schema named(String name) {
    Schema known = resolved.get(name);
    if (known != null) {
      return known;
    }
    Schema schema = new Schema(source.apply(name), this);
    Schema raced = resolved.putIfAbsent(name, schema);
    return raced == null ? schema : raced;
  }

  Schema resolve(JsonObject schema) {
    return Schema.isReference(schema) ? named(Schema.reference(schema)) : new Schema(schema, this);
  }
}
