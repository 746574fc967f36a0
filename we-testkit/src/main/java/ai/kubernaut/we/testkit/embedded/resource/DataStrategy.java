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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ConfigMaps and Secrets: keys, size, and the {@code immutable} switch. */
final class DataStrategy implements Strategy {
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final int LIMIT = 1024 * 1024;

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
          "kubernetes.io/dockercfg", List.of(".dockercfg"),
          "kubernetes.io/ssh-auth", List.of("ssh-privatekey"),
          "kubernetes.io/tls", List.of("tls.crt", "tls.key"));

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
      errors.add(FieldError.tooLong(secret ? "data" : "[]", LIMIT));
    }
    Set<String> twice = new TreeSet<>(Json.stringMap(object, "data").keySet());
    twice.retainAll(Json.stringMap(object, "binaryData").keySet());
    for (String key : twice) {
      errors.add(
          FieldError.invalid("data[" + key + "]", key, "duplicate of key present in binaryData"));
    }
    if (secret) {
      requireKeys(object, errors);
    }
    return errors;
  }

  /** Some types of secrets have keys that must be there. */
  private static void requireKeys(JsonObject object, List<FieldError> errors) {
    for (String key : REQUIRED.getOrDefault(Json.text(object, "type"), List.of())) {
      if (!Json.stringMap(object, "data").containsKey(key)) {
        errors.add(FieldError.required("data[" + key + "]", ""));
      }
    }
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
