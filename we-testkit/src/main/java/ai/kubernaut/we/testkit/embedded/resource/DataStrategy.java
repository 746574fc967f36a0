package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ConfigMaps and Secrets: keys, size, and the {@code immutable} switch. */
final class DataStrategy implements Strategy {
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final int LIMIT = 1024 * 1024;

  private final boolean secret;

  DataStrategy(boolean secret) {
    this.secret = secret;
  }

  @Override
  public void applyDefaults(JsonObject object) {
    if (!secret) {
      return;
    }
    PodTemplates.preset(object, "type", "Opaque");
    JsonElement plain = object.remove("stringData");
    if (plain != null) {
      JsonObject data = Json.child(object, "data");
      for (Map.Entry<String, JsonElement> entry : plain.getAsJsonObject().entrySet()) {
        byte[] value = entry.getValue().getAsString().getBytes(StandardCharsets.UTF_8);
        data.addProperty(entry.getKey(), Base64.getEncoder().encodeToString(value));
      }
    }
  }

  @Override
  public List<FieldError> validate(JsonObject object) {
    List<FieldError> errors = new ArrayList<>();
    long size = 0;
    for (String field : List.of("data", "binaryData")) {
      for (Map.Entry<String, String> entry : Json.stringMap(object, field).entrySet()) {
        size += entry.getValue().length();
        if (!KEY.matcher(entry.getKey()).matches()) {
          errors.add(
              FieldError.invalid(
                  field + "[" + entry.getKey() + "]",
                  entry.getKey(),
                  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"));
        }
      }
    }
    if (size > LIMIT) {
      errors.add(FieldError.tooLong(secret ? "data" : "", LIMIT));
    }
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(JsonObject object, JsonObject old) {
    List<FieldError> errors = new ArrayList<>();
    if (secret && !Objects.equals(object.get("type"), old.get("type"))) {
      errors.add(FieldError.invalid("type", Json.text(object, "type"), "field is immutable"));
    }
    if (Json.isTrue(old, "immutable")) {
      for (String field : List.of("data", "binaryData", "immutable")) {
        if (!Objects.equals(object.get(field), old.get(field))) {
          errors.add(FieldError.forbidden(field, "field is immutable when `immutable` is set"));
        }
      }
    }
    return errors;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public List<String> selectableFields() {
    return secret ? List.of("type") : List.of();
  }

  @Override
  public @Nullable String field(JsonObject object, String path) {
    return selectableFields().contains(path) ? Strategy.text(object, path) : null;
  }
}
