package ai.kubernaut.we.controller.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private StatusServer server;

  @BeforeEach
  void listen() throws IOException {
    server = StatusServer.listen("127.0.0.1:0");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> request(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private void serveOneCounter() {
    CollectorRegistry registry = new CollectorRegistry();
    Counter.build("things_total", "Things.").register(registry).inc(3);
    server.serveMetrics(registry);
  }

  @Test
  void portZeroIsAnyFreeOne() {
    assertThat(server.port()).isPositive();
  }

  @Test
  void everyInterfaceIsListenedOnWithoutAHost() throws Exception {
    server.close();
    server = StatusServer.listen(":0");
    server.serveProbe("/healthz", List::of);

    assertThat(request("GET", "/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void anAddressInUseIsNamed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> StatusServer.listen("127.0.0.1:" + server.port()).close())
        .withMessageStartingWith("cannot listen on 127.0.0.1:%d: ".formatted(server.port()));
  }

  @Test
  void metricsAreTextByDefault() throws Exception {
    serveOneCounter();
    HttpResponse<String> metrics = request("GET", "/metrics");

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(type(metrics)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.body()).contains("# TYPE things_total counter\nthings_total 3.0\n");
  }

  @Test
  void metricsAreOpenMetricsForWhoeverAsks() throws Exception {
    serveOneCounter();
    HttpResponse<String> metrics =
        request("GET", "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

    assertThat(type(metrics)).startsWith("application/openmetrics-text");
    assertThat(metrics.body()).contains("things_total 3.0").endsWith("# EOF\n");
  }

  @Test
  void aProbeIsFineUntilThereAreComplaints() throws Exception {
    AtomicReference<List<String>> complaints = new AtomicReference<>(List.of());
    server.serveProbe("/readyz", complaints::get);
    HttpResponse<String> fine = request("GET", "/readyz");
    complaints.set(List.of("pods: not synced yet", "leases: no answer"));
    HttpResponse<String> wrong = request("GET", "/readyz");

    assertThat(fine.statusCode()).isEqualTo(200);
    assertThat(fine.body()).isEqualTo("ok\n");
    assertThat(type(fine)).isEqualTo("text/plain; charset=utf-8");
    assertThat(wrong.statusCode()).isEqualTo(500);
    assertThat(wrong.body()).isEqualTo("pods: not synced yet\nleases: no answer\n");
  }

  @Test
  void headIsAnsweredWithoutABody() throws Exception {
    serveOneCounter();
    server.serveProbe("/healthz", () -> List.of("stuck"));

    for (String path : List.of("/metrics", "/healthz")) {
      HttpResponse<String> head = request("HEAD", path);
      assertThat(head.statusCode()).isEqualTo(request("GET", path).statusCode());
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void whatIsNotServedIsNotFound() throws Exception {
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(404);
  }
}
