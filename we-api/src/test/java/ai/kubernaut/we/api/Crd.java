package ai.kubernaut.we.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A parsed CustomResourceDefinition: ours, or one of the published ones. */
record Crd(String name, Map<String, Object> document) {

  static Crd ours() {
    return parse("ours", CustomResourceDefinition.yaml());
  }

  static List<Crd> published() {
    return List.of(published("v1.3.2"), published("v1.6"));
  }

  private static Crd published(String version) {
    String resource = "/published/workflowexecutions-" + version + ".crd.yaml";
    try (InputStream in = Crd.class.getResourceAsStream(resource)) {
      return parse(version, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Crd parse(String name, String yaml) {
    return new Crd(name, new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
  }

  /** What lies under these keys; a number is an index of a list. */
  Object at(Object... keys) {
    return under(document, keys);
  }

  Map<String, Object> version() {
    return map(at("spec", "versions", 0));
  }

  /** The schema of a whole object. */
  Map<String, Object> schema() {
    return map(at("spec", "versions", 0, "schema", "openAPIV3Schema"));
  }

  /** The schema of the property with this path. */
  Map<String, Object> schema(String... properties) {
    Map<String, Object> schema = schema();
    for (String property : properties) {
      schema = map(map(schema.get("properties")).get(property));
    }
    return schema;
  }

  /** What lies under these keys of a node. */
  static Object under(Object node, Object... keys) {
    for (Object key : keys) {
      node = key instanceof Integer index ? ((List<?>) node).get(index) : map(node).get(key);
    }
    return node;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object node) {
    return node == null ? List.of() : (List<Object>) node;
  }

  @Override
  public String toString() {
    return name;
  }
}
