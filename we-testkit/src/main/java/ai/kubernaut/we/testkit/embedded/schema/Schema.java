package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.cel.Environment;
import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One node of an OpenAPI v3 schema with the Kubernetes extensions. References are followed when
 * they are met, so that a schema may contain itself.
 */
public final class Schema {
  static final String LIST_TYPE = "x-kubernetes-list-type";
  static final String MAP_TYPE = "x-kubernetes-map-type";

  /** Marks maps whose presence counts even when they are empty. */
  static final String KEEPS_EMPTY = "x-testkit-keeps-empty";

  private static final String REF = "$ref";

  private final JsonObject source;
  private final Definitions definitions;
  private final String type;
  private final String format;
  private final Map<String, Schema> properties = new ConcurrentHashMap<>();
  private volatile @Nullable Schema items;
  private volatile @Nullable Schema values;
  private volatile @Nullable Boolean rulesInside;
  private volatile @Nullable Environment environment;

  Schema(JsonObject source, Definitions definitions) {
    this.source = source;
    this.definitions = definitions;
    type = Json.text(source, "type");
    format = Json.text(source, "format");
  }

  /** A schema without references. */
  public static Schema of(JsonObject source) {
    return new Schema(source, Definitions.none());
  }

  /** A schema that accepts and keeps everything. */
  public static Schema anything() {
    return of(Json.of("type", "object", "x-kubernetes-preserve-unknown-fields", true));
  }

  /** The same with one property declared otherwise. */
  public Schema withProperty(String name, Schema property) {
    Schema changed = new Schema(source.deepCopy(), definitions);
    Json.child(changed.source, "properties").add(name, property.source);
    changed.properties.put(name, property);
    return changed;
  }

  public JsonObject source() {
    return source;
  }

  /** The declared type; empty when there is none. */
  public String type() {
    return type;
  }

  public String format() {
    return format;
  }

  public boolean isIntOrString() {
    return Json.isTrue(source, "x-kubernetes-int-or-string");
  }

  public boolean isNullable() {
    return Json.isTrue(source, "nullable");
  }

  public boolean preservesUnknown() {
    return Json.isTrue(source, "x-kubernetes-preserve-unknown-fields");
  }

  /** Whether fields that are not declared are kept. */
  public boolean keepsUnknown() {
    return preservesUnknown() || allowsAnyValue();
  }

  public boolean isEmbeddedResource() {
    return Json.isTrue(source, "x-kubernetes-embedded-resource");
  }

  /** Whether an empty map says something. */
  boolean keepsEmpty() {
    return Json.isTrue(source, KEEPS_EMPTY);
  }

  /** {@code map}, {@code set} or {@code atomic}; empty when undeclared. */
  public String listType() {
    return Json.text(source, LIST_TYPE);
  }

  public List<String> listMapKeys() {
    return Json.strings(source, "x-kubernetes-list-map-keys");
  }

  /** Whether an object is owned as a whole when it is applied. */
  public boolean isAtomicMap() {
    return "atomic".equals(Json.text(source, MAP_TYPE));
  }

  /** The key by which a strategic merge patch merges this list; empty when it replaces the list. */
  public String patchMergeKey() {
    return Json.text(source, "x-kubernetes-patch-merge-key");
  }

  /** Whether a strategic merge patch merges this list of scalars. */
  public boolean isPatchMerged() {
    return Json.text(source, "x-kubernetes-patch-strategy").contains("merge");
  }

  public @Nullable JsonElement defaultValue() {
    return Json.at(source, "default");
  }

  public List<JsonObject> rules() {
    return Json.objects(source, "x-kubernetes-validations");
  }

  /** Whether this schema or anything in it has CEL rules. */
  boolean hasRules() {
    Boolean known = rulesInside;
    if (known == null) {
      known = source.toString().contains("x-kubernetes-validations");
      rulesInside = known;
    }
    return known;
  }

  /**
   * Where the rules of this schema are compiled.
   *
   * @param resource whether its values are whole objects
   */
  Environment environment(boolean resource) {
    Environment known = environment;
    if (known == null) {
      known = CelShape.environment(this, resource);
      environment = known;
    }
    return known;
  }

  /** A constraint or annotation by its name in the schema. */
  public @Nullable JsonElement keyword(String name) {
    return Json.at(source, name);
  }

  public Set<String> propertyNames() {
    JsonObject declared = Json.object(source, "properties");
    return declared == null ? Set.of() : declared.keySet();
  }

  /** Whether a struct has a property even when nothing is said of it. */
  public boolean isAlwaysThere(String name) {
    return isRequired(name) || Json.at(source, "properties", name, "default") != null;
  }

  /** Whether objects of this schema must have a property. */
  boolean isRequired(String name) {
    return Json.strings(source, "required").contains(name);
  }

  /** The schema of a declared property. */
  public @Nullable Schema property(String name) {
    Schema known = properties.get(name);
    if (known != null) {
      return known;
    }
    JsonObject declared = Json.object(source, "properties", name);
    return declared == null
        ? null
        : properties.computeIfAbsent(name, n -> definitions.resolve(declared));
  }

  /** The schema of what is under a name: a declared property, or the values of a map. */
  public @Nullable Schema member(String name) {
    Schema property = property(name);
    return property != null ? property : values();
  }

  /** The schema of list items. */
  public @Nullable Schema items() {
    if (items == null) {
      JsonObject declared = Json.object(source, "items");
      items = declared == null ? null : definitions.resolve(declared);
    }
    return items;
  }

  /** The schema of map values; null when this is not a map. */
  public @Nullable Schema values() {
    if (values == null) {
      JsonObject declared = Json.object(source, "additionalProperties");
      values = declared == null ? null : definitions.resolve(declared);
    }
    return values;
  }

  /** Whether {@code additionalProperties: true} leaves the values open. */
  public boolean allowsAnyValue() {
    return Json.isTrue(source, "additionalProperties");
  }

  static boolean isReference(JsonObject source) {
    return source.has(REF);
  }

  static String reference(JsonObject source) {
    String path = Json.text(source, REF);
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
