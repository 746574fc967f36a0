package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML text to JSON trees and back. */
public final class Yaml {
  private static final int CODE_POINT_LIMIT = 64 * 1024 * 1024;

  private Yaml() {}

  /** The first document of a YAML text; JSON is YAML too. */
  public static JsonElement parse(String text) {
    List<JsonElement> documents = parseAll(text);
    return documents.isEmpty() ? JsonNull.INSTANCE : documents.get(0);
  }

  /** Every document of a YAML text that is not empty. */
  public static List<JsonElement> parseAll(String text) {
    try {
      List<JsonElement> documents = new ArrayList<>();
      for (Object document : yaml().loadAll(text)) {
        if (document != null) {
          documents.add(toJson(document));
        }
      }
      return documents;
    } catch (YAMLException e) {
      throw new MalformedJson("error converting YAML to JSON: " + e.getMessage());
    }
  }

  /** A JSON tree as block-style YAML. */
  public static String write(JsonElement value) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new org.yaml.snakeyaml.Yaml(options).dump(JavaValues.of(value));
  }

  private static org.yaml.snakeyaml.Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(CODE_POINT_LIMIT);
    options.setAllowDuplicateKeys(true);
    DumperOptions dumper = new DumperOptions();
    return new org.yaml.snakeyaml.Yaml(
        new SafeConstructor(options), new Representer(dumper), dumper, options, new NoDates());
  }

  private static JsonElement toJson(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((name, member) -> object.add(String.valueOf(name), toJson(member)));
      return object;
    }
    if (value instanceof Collection<?> items) {
      JsonArray array = new JsonArray();
      items.forEach(item -> array.add(toJson(item)));
      return array;
    }
    if (value instanceof byte[] binary) {
      return Json.element(Base64.getEncoder().encodeToString(binary));
    }
    return value instanceof Date ? Json.element(value.toString()) : Json.element(value);
  }

  /** Leaves what looks like a date a string, as Kubernetes does. */
  private static final class NoDates extends Resolver {
    @Override
    public void addImplicitResolver(
        org.yaml.snakeyaml.nodes.Tag tag, java.util.regex.Pattern regexp, String first, int limit) {
      if (!org.yaml.snakeyaml.nodes.Tag.TIMESTAMP.equals(tag)) {
        super.addImplicitResolver(tag, regexp, first, limit);
      }
    }
  }
}
