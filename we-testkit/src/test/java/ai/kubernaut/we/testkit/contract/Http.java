package ai.kubernaut.we.testkit.contract;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Plain HTTP requests to the server under test. */
final class Http {
  private static final Set<String> NEEDS_BODY = Set.of("POST", "PUT", "PATCH");

  private final OkHttpClient client;
  private final String url;
  private final String token;

  Http(OkHttpClient client, String url, String token) {
    this.client = client.newBuilder().readTimeout(Duration.ofSeconds(60)).build();
    this.url = url;
    this.token = token;
  }

  /** An answer: code, headers, and the body as text. */
  record Answer(int code, Headers headers, String text) {
    JsonObject json() {
      return Json.parse(text).getAsJsonObject();
    }

    /** Whether the body is the events of a watch. */
    boolean isStream() {
      return text.startsWith("{\"type\":");
    }

    /** The events of a watch. */
    List<JsonObject> events() {
      return text.lines().map(line -> Json.parse(line).getAsJsonObject()).toList();
    }

    /** The scalar at a path of the body. */
    String at(String... path) {
      return Json.text(json(), path);
    }

    String reason() {
      return at("reason");
    }

    String version() {
      return at("metadata", "resourceVersion");
    }

    /** The names of the items of a list. */
    List<String> names() {
      return Json.objects(json(), "items").stream()
          .map(item -> Json.text(item, "metadata", "name"))
          .toList();
    }
  }

  Answer get(String path) {
    return send("GET", path, "", "");
  }

  Answer post(String path, String body) {
    return send("POST", path, "application/json", body);
  }

  Answer put(String path, String body) {
    return send("PUT", path, "application/json", body);
  }

  Answer merge(String path, String body) {
    return send("PATCH", path, "application/merge-patch+json", body);
  }

  Answer apply(String path, String body) {
    return send("PATCH", path, "application/apply-patch+yaml", body);
  }

  Answer delete(String path) {
    return send("DELETE", path, "", "");
  }

  Answer delete(String path, String body) {
    return send("DELETE", path, "application/json", body);
  }

  /** Sends a body in which single quotes stand for double ones. */
  Answer send(String method, String path, String type, String body, String... headers) {
    return raw(method, path, type, body.replace('\'', '"'), headers);
  }

  /**
   * Sends a body as it is.
   *
   * @param type content type, whatever it is; empty for none
   * @param headers names and values, one after the other
   */
  Answer raw(String method, String path, String type, String body, String... headers) {
    try (Response response = client.newCall(request(method, path, type, body, headers)).execute()) {
      return new Answer(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a watch that ends by itself. */
  List<JsonObject> watch(String path) {
    return get(path).events();
  }

  private Request request(String method, String path, String type, String body, String... headers) {
    Request.Builder builder = new Request.Builder().url(url + path);
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    if (!token.isEmpty()) {
      builder.header("Authorization", "Bearer " + token);
    }
    if (!type.isEmpty()) {
      builder.header("Content-Type", type);
    }
    boolean bodiless = type.isEmpty() && !NEEDS_BODY.contains(method);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return builder.method(method, bodiless ? null : RequestBody.create(bytes, null)).build();
  }
}
