package ai.kubernaut.we.testkit.embedded;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Sends plain requests to an API; what the connection does shows as it is. */
final class Caller {
  static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final String token;

  Caller(EmbeddedKubernetes api) {
    this(api.url(), "");
  }

  Caller(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /** An answer. */
  record Answer(int code, String text, HttpResponse<String> response) {
    JsonObject json() {
      return Json.parse(text).getAsJsonObject();
    }

    String at(String... path) {
      return Json.text(json(), path);
    }

    List<String> names() {
      return Json.objects(json(), "items").stream()
          .map(item -> Json.text(item, "metadata", "name"))
          .toList();
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  Answer create(String name) throws IOException, InterruptedException {
    return send("POST", CONFIG_MAPS, "{\"metadata\":{\"name\":\"%s\"}}".formatted(name));
  }

  Answer send(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .header("User-Agent", "caller/1")
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }

  /** The events of a watch that lasts a second. */
  List<JsonObject> watch(String version) throws IOException, InterruptedException {
    return get(CONFIG_MAPS + "?watch=1&timeoutSeconds=1&resourceVersion=" + version)
        .text()
        .lines()
        .map(line -> Json.parse(line).getAsJsonObject())
        .toList();
  }
}
