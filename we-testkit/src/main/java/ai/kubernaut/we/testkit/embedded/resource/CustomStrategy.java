package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Custom resources: one stored version, shown in any served one under its own apiVersion. */
final class CustomStrategy implements Strategy {
  private final String apiVersion;
  private final String storedApiVersion;
  private final boolean status;
  private final List<String> selectableFields;

  CustomStrategy(
      String apiVersion, String storedApiVersion, boolean status, List<String> selectableFields) {
    this.apiVersion = apiVersion;
    this.storedApiVersion = storedApiVersion;
    this.status = status;
    this.selectableFields = List.copyOf(selectableFields);
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean statusWritesMetadata() {
    return false;
  }

  @Override
  public boolean selectsByNamespace(boolean namespaced) {
    return namespaced;
  }

  @Override
  public boolean isStorageForm() {
    return apiVersion.equals(storedApiVersion);
  }

  @Override
  public JsonObject fromStorage(JsonObject stored) {
    stored.addProperty("apiVersion", apiVersion);
    return stored;
  }

  @Override
  public JsonObject toStorage(JsonObject shown) {
    shown.addProperty("apiVersion", storedApiVersion);
    return shown;
  }

  @Override
  public @Nullable JsonElement desiredState(JsonObject object) {
    JsonObject desired = new JsonObject();
    for (String name : object.keySet()) {
      boolean counts = !name.equals("metadata") && !name.equals("apiVersion");
      if (counts && !(status && name.equals("status"))) {
        desired.add(name, object.get(name));
      }
    }
    return desired;
  }

  @Override
  public List<String> selectableFields() {
    return selectableFields;
  }

  @Override
  public @Nullable String field(JsonObject object, String path) {
    if (!selectableFields.contains(path)) {
      return null;
    }
    List<JsonElement> found = new JsonPathCell("." + path).find(object);
    return found.isEmpty() || !found.get(0).isJsonPrimitive() ? "" : found.get(0).getAsString();
  }

  /** The path of a selectable field as selectors write it. */
  static String fieldName(JsonObject declared) {
    String path = Json.text(declared, "jsonPath");
    return path.startsWith(".") ? path.substring(1) : path;
  }
}
