package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.cel.Environment;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of CEL that the values of a schema have. */
final class CelShape {
  private static final StructType METADATA =
      struct("ObjectMeta", Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING));

  private final List<CelType> named = new ArrayList<>();

  private CelShape() {}

  /**
   * Where rules about values of a schema are compiled.
   *
   * @param resource whether the values are whole objects, with kind, version and metadata
   */
  static Environment environment(Schema schema, boolean resource) {
    CelShape shape = new CelShape();
    // Named so that no path of a rule, such as self.spec, is the name of a type.
    CelType self = shape.type(schema, "Type", resource || schema.isEmbeddedResource());
    return Environment.of(self, shape.named);
  }

  private CelType type(Schema schema, String name, boolean resource) {
    if (schema.isIntOrString()) {
      return SimpleType.DYN;
    }
    return switch (schema.type()) {
      case "string" -> text(schema.format());
      case "integer" -> SimpleType.INT;
      case "number" -> SimpleType.DOUBLE;
      case "boolean" -> SimpleType.BOOL;
      case "array" -> ListType.create(inner(schema.items(), name + ".items"));
      case "object" ->
          schema.values() == null
              ? object(schema, name, resource)
              : MapType.create(SimpleType.STRING, inner(schema.values(), name + ".values"));
      default -> SimpleType.DYN;
    };
  }

  private CelType inner(@org.jspecify.annotations.Nullable Schema schema, String name) {
    return schema == null ? SimpleType.DYN : type(schema, name, schema.isEmbeddedResource());
  }

  private static CelType text(String format) {
    return switch (format) {
      case "date-time", "date" -> SimpleType.TIMESTAMP;
      case "duration" -> SimpleType.DURATION;
      case "byte" -> SimpleType.BYTES;
      default -> SimpleType.STRING;
    };
  }

  private CelType object(Schema schema, String name, boolean resource) {
    Map<String, CelType> fields = new LinkedHashMap<>();
    for (String property : schema.propertyNames()) {
      CelType type = inner(schema.property(property), name + "." + property);
      fields.put(property, type);
      fields.put(CelNames.escaped(property), type);
    }
    if (resource) {
      fields.put("apiVersion", SimpleType.STRING);
      fields.put("kind", SimpleType.STRING);
      fields.put("metadata", METADATA);
      named.add(METADATA);
    }
    StructType struct = struct(name, fields);
    named.add(struct);
    return struct;
  }

  private static StructType struct(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> known = ImmutableMap.copyOf(fields);
    return StructType.create(name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
  }
}
