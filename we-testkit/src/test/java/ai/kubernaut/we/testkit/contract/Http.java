package ai.kubernaut.we.testkit.contract;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Plain HTTP requests to the server under test. */
final class Http {
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

  Answer send(String method, String path, String type, String body, String... headers) {
    try (Response response = client.newCall(request(method, path, type, body, headers)).execute()) {
      return new Answer(response.code(), response.headers(), response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a watch that ends by itself. */
  List<JsonObject> watch(String path) {
    List<JsonObject> events = new ArrayList<>();
    get(path).text().lines().forEach(line -> events.add(Json.parse(line).getAsJsonObject()));
    return events;
  }

  private Request request(String method, String path, String type, String body, String... headers) {
    Request.Builder builder = new Request.Builder().url(url + path);
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    if (!token.isEmpty()) {
      builder.header("Authorization", "Bearer " + token);
    }
    boolean bodiless = type.isEmpty() && (method.equals("GET") || method.equals("DELETE"));
    RequestBody content =
        bodiless
            ? null
            : RequestBody.create(bytes(body), type.isEmpty() ? null : MediaType.get(type));
    return builder.method(method, content).build();
  }

  private static byte[] bytes(String body) {
    return body.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
