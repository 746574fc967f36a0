package ai.kubernaut.we.e2e;

import ai.kubernaut.we.bundle.Bundle;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/**
 * A registry of this machine for the Tekton of a cluster: whatever is asked for, it has one bundle,
 * of the pipeline that {@link Node} knows how to run. Nothing can be written to it.
 */
final class BundleServer implements AutoCloseable {

  /** Where the cluster finds it, as {@code host:port}; without that it chooses for itself. */
  static final String ADDRESS = "we.e2e.bundles";

  /**
   * Tekton hands on what is declared and nothing else: the parameters of executions, and the
   * dependencies of those that have some. A command spares it the look at the image, which nobody
   * has.
   */
  private static final String PIPELINE =
      """
      apiVersion: tekton.dev/v1
      kind: Pipeline
      metadata: {name: workflow}
      spec:
        params:
        - {name: OUTCOME, type: string, default: succeed}
        - {name: SHOWN, type: string, default: ''}
        - {name: TARGET_RESOURCE, type: string, default: ''}
        workspaces:
        - {name: secret-restart-needs, optional: true}
        - {name: configmap-restart-needs, optional: true}
        - {name: secret-nowhere, optional: true}
        - {name: configmap-nowhere, optional: true}
        tasks:
        - name: workflow
          params:
          - {name: OUTCOME, value: $(params.OUTCOME)}
          - {name: SHOWN, value: $(params.SHOWN)}
          - {name: TARGET_RESOURCE, value: $(params.TARGET_RESOURCE)}
          workspaces:
          - {name: secret-restart-needs, workspace: secret-restart-needs}
          - {name: configmap-restart-needs, workspace: configmap-restart-needs}
          - {name: secret-nowhere, workspace: secret-nowhere}
          - {name: configmap-nowhere, workspace: configmap-nowhere}
          taskSpec:
            params:
            - {name: OUTCOME, type: string}
            - {name: SHOWN, type: string}
            - {name: TARGET_RESOURCE, type: string}
            workspaces:
            - {name: secret-restart-needs, optional: true, readOnly: true}
            - {name: configmap-restart-needs, optional: true, readOnly: true}
            - {name: secret-nowhere, optional: true, readOnly: true}
            - {name: configmap-nowhere, optional: true, readOnly: true}
            steps:
            - name: run
              image: registry.example.com/ci/tool:1
              command: [workflow]
              env:
              - {name: OUTCOME, value: $(params.OUTCOME)}
              - {name: SHOWN, value: $(params.SHOWN)}
              - {name: TARGET_RESOURCE, value: $(params.TARGET_RESOURCE)}
      """;

  private static final Pattern CONTENT =
      Pattern.compile("/v2/[^/].*/(?<kind>manifests|blobs)/(?<reference>[^/]+)");

  private final Bundle bundle = Bundle.of(List.of(pipeline()));
  private final Map<String, ByteString> contents = bundle.contents();
  private final String address;
  private final HttpServer server;

  private BundleServer(Optional<String> address) throws IOException {
    int port = address.map(BundleServer::port).orElse(0);
    this.server = HttpServer.create(new InetSocketAddress(port), 0);
    this.address =
        address.isPresent() ? address.get() : host() + ":" + server.getAddress().getPort();
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts one at the address of the system property {@link #ADDRESS}, else at one of its own. */
  static BundleServer start() {
    return start(Optional.ofNullable(System.getProperty(ADDRESS)));
  }

  static BundleServer start(Optional<String> address) {
    try {
      return new BundleServer(address);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle cannot be served", e);
    }
  }

  private static int port(String address) {
    Matcher port = Pattern.compile("[^:/]+:(\\d{1,5})").matcher(address);
    if (!port.matches()) {
      throw new IllegalArgumentException("-D%s=%s: write host:port".formatted(ADDRESS, address));
    }
    return Integer.parseInt(port.group(1));
  }

  /** An address of this machine with which Tekton speaks HTTP: one of a private network. */
  private static String host() throws IOException {
    for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress each : Collections.list(device.getInetAddresses())) {
        if (device.isUp() && each instanceof Inet4Address && each.isSiteLocalAddress()) {
          return each.getHostAddress();
        }
      }
    }
    return "127.0.0.1";
  }

  static JsonObject pipeline() {
    return YamlJson.documents(PIPELINE).get(0).getAsJsonObject();
  }

  /** As {@code host:port}. */
  String address() {
    return address;
  }

  Bundle bundle() {
    return bundle;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Matcher content = CONTENT.matcher(path);
      if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
        refuse(exchange, 405, "UNSUPPORTED");
      } else if (path.equals("/v2/")) {
        answer(exchange, 200, "application/json", ByteString.encodeUtf8("{}"));
      } else if (!content.matches()) {
        refuse(exchange, 404, "NAME_UNKNOWN");
      } else if (content.group("kind").equals("manifests")) {
        manifest(exchange, content.group("reference"));
      } else {
        blob(exchange, content.group("reference"));
      }
    }
  }

  /** Every tag stands for the same. */
  private void manifest(HttpExchange exchange, String reference) throws IOException {
    if (reference.contains(":") && !reference.equals(bundle.digest())) {
      refuse(exchange, 404, "MANIFEST_UNKNOWN");
    } else {
      content(exchange, "application/vnd.oci.image.manifest.v1+json", bundle.digest());
    }
  }

  private void blob(HttpExchange exchange, String digest) throws IOException {
    if (contents.containsKey(digest)) {
      content(exchange, "application/octet-stream", digest);
    } else {
      refuse(exchange, 404, "BLOB_UNKNOWN");
    }
  }

  private void content(HttpExchange exchange, String type, String digest) throws IOException {
    exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
    answer(exchange, 200, type, contents.get(digest));
  }

  private static void refuse(HttpExchange exchange, int code, String error) throws IOException {
    String text = "{\"errors\":[{\"code\":\"%s\",\"message\":\"\"}]}".formatted(error);
    answer(exchange, code, "application/json", ByteString.encodeUtf8(text));
  }

  private static void answer(HttpExchange exchange, int code, String type, ByteString bytes)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().add("Content-Length", String.valueOf(bytes.size()));
      exchange.sendResponseHeaders(code, -1);
    } else {
      exchange.sendResponseHeaders(code, bytes.size());
      exchange.getResponseBody().write(bytes.toByteArray());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
