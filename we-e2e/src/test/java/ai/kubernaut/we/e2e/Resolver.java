package ai.kubernaut.we.e2e;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.testkit.tekton.Bundle;
import ai.kubernaut.we.testkit.tekton.BundleScript;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Finds pipelines in registries without TLS, as Tekton's bundle resolver does. */
final class Resolver implements BundleScript {

  static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  private static final String ANNOTATION = "dev.tekton.image.";
  private static final int TAR_HEADER = 512;

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public Bundle resolve(JsonObject pipelineRun) {
    Map<String, String> asked =
        Json.objects(pipelineRun, "spec", "pipelineRef", "params").stream()
            .collect(Collectors.toMap(p -> text(p, "name"), p -> text(p, "value")));
    JsonObject pipeline = find(asked.get("bundle"), asked.get("kind"), asked.get("name"));
    return new Bundle.Found(Json.object(pipeline, "spec").orElseThrow());
  }

  /**
   * An object of a bundle.
   *
   * @param bundle as {@code host:port/repository:tag}
   */
  JsonObject find(String bundle, String kind, String name) {
    int slash = bundle.indexOf('/');
    int tag = bundle.lastIndexOf(':');
    String repository =
        "http://%s/v2/%s".formatted(bundle.substring(0, slash), bundle.substring(slash + 1, tag));
    JsonObject manifest = json(text(get(repository + "/manifests/" + bundle.substring(tag + 1))));
    String digest =
        Json.objects(manifest, "layers").stream()
            .filter(layer -> text(layer, "annotations", ANNOTATION + "kind").equals(kind))
            .filter(layer -> text(layer, "annotations", ANNOTATION + "name").equals(name))
            .filter(layer -> text(layer, "annotations", ANNOTATION + "apiVersion").equals("v1"))
            .map(layer -> text(layer, "digest"))
            .findFirst()
            .orElseThrow();
    return json(text(file(get(repository + "/blobs/" + digest))));
  }

  private byte[] get(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Accept", MANIFEST_TYPE).build();
    HttpResponse<byte[]> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).join();
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(url + ": " + answer.statusCode());
    }
    return answer.body();
  }

  /** The only file of a compressed tar archive. */
  private static byte[] file(byte[] archive) {
    try (GZIPInputStream tar = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      String header = new String(tar.readNBytes(TAR_HEADER), StandardCharsets.US_ASCII);
      return tar.readNBytes(Integer.parseInt(header.substring(124, 135), 8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject json(String text) {
    return Json.parse(text).orElseThrow();
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static String text(JsonObject object, String... path) {
    return Json.string(object, path).orElse("");
  }
}
