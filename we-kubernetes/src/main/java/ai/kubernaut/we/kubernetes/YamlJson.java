package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as JSON, the way the API reads manifests: only plain data, times stay text, whole numbers
 * stay exact, and a key that is given twice is an error.
 */
public final class YamlJson {

  private YamlJson() {}

  /**
   * All documents of a stream, leaving out empty ones.
   *
   * @throws IllegalArgumentException if it is not YAML or has no JSON form; the message says where
   */
  public static List<JsonElement> documents(String yaml) {
    try {
      List<JsonElement> documents = new ArrayList<>();
      for (Object document : parser().loadAll(yaml)) {
        if (document != null) {
          documents.add(toJson(document));
        }
      }
      return documents;
    } catch (YAMLException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    }
  }

  private static Yaml parser() {
    LoaderOptions loading = new LoaderOptions();
    loading.setAllowDuplicateKeys(false);
    DumperOptions dumping = new DumperOptions();
    return new Yaml(
        new SafeConstructor(loading),
        new Representer(dumping),
        dumping,
        loading,
        new WithoutTimestamps());
  }

  private static JsonElement toJson(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof Iterable<?> items) {
      JsonArray array = new JsonArray();
      items.forEach(item -> array.add(toJson(item)));
      return array;
    }
    return scalar(value);
  }

  private static JsonObject object(Map<?, ?> map) {
    JsonObject object = new JsonObject();
    map.forEach((key, value) -> object.add(String.valueOf(key), toJson(value)));
    return object;
  }

  private static JsonElement scalar(Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new IllegalArgumentException(number + " has no JSON form");
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    if (value instanceof Boolean bool) {
      return new JsonPrimitive(bool);
    }
    if (value instanceof String text) {
      return new JsonPrimitive(text);
    }
    throw new IllegalArgumentException(value.getClass().getSimpleName() + " has no JSON form");
  }

  private static final class WithoutTimestamps extends Resolver {

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
