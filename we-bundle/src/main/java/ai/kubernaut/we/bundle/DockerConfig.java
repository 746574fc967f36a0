package ai.kubernaut.we.bundle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The credentials that {@code docker login} and its like have left in a {@code config.json}. */
public final class DockerConfig {

  private DockerConfig() {}

  /**
   * The credentials for a registry; empty where the file has none, or does not exist.
   *
   * @throws IOException if the file is there and cannot be read; the message names it
   */
  public static Optional<Credentials> credentials(Path file, String registry) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonObject config = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      for (String key : List.of(registry, "https://" + registry, "https://" + registry + "/v1/")) {
        Optional<String> auth = auth(config, key);
        if (auth.isPresent()) {
          return Optional.of(decoded(auth.get()));
        }
      }
      return Optional.empty();
    } catch (JsonParseException | IllegalStateException | IllegalArgumentException malformed) {
      throw new IOException(
          file + ": it is not what docker login writes; log in again, or name user and password",
          malformed);
    }
  }

  private static Optional<String> auth(JsonObject config, String key) {
    return object(config, "auths")
        .flatMap(auths -> object(auths, key))
        .map(entry -> entry.get("auth"))
        .map(JsonElement::getAsString)
        .filter(text -> !text.isEmpty());
  }

  private static Optional<JsonObject> object(JsonObject parent, String field) {
    return Optional.ofNullable(parent.get(field))
        .filter(JsonElement::isJsonObject)
        .map(JsonElement::getAsJsonObject);
  }

  private static Credentials decoded(String auth) {
    String text = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("auth has no colon");
    }
    return new Credentials(text.substring(0, colon), text.substring(colon + 1));
  }
}
