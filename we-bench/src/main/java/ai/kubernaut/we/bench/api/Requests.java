package ai.kubernaut.we.bench.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of either server, over plain HTTP. */
final class Requests {
  private static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\\s*\"(\\d+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  Requests(String url) {
    this.url = url;
  }

  HttpClient client() {
    return client;
  }

  URI uri(String path) {
    return URI.create(url + path);
  }

  void create(String name) {
    send("POST", Executions.collection(), "application/json", Executions.fresh(name));
  }

  void run(String name, int seconds) {
    send(
        "PATCH",
        Executions.path(name) + "/status",
        "application/merge-patch+json",
        Executions.running(name, seconds));
  }

  String get(String name) {
    return send("GET", Executions.path(name), "application/json", "");
  }

  void delete(String name) {
    send("DELETE", Executions.path(name), "application/json", "");
  }

  /** The version of something written just now. */
  String version() {
    String written =
        send(
            "PATCH",
            Executions.path("warm-0"),
            "application/merge-patch+json",
            "{\"metadata\":{\"labels\":{\"at\":\"%d\"}}}".formatted(System.nanoTime()));
    Matcher matcher = VERSION.matcher(written);
    if (!matcher.find()) {
      throw new IllegalStateException("no resource version");
    }
    return matcher.group(1);
  }

  private String send(String method, String path, String type, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            method + " " + path + ": " + response.statusCode() + " " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
