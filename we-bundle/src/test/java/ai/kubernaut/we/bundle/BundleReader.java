package ai.kubernaut.we.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;

/** Reads a bundle as Tekton's bundle resolver does: by its rules, and with tar itself. */
final class BundleReader {

  private static final String PREFIX = "dev.tekton.image.";

  private final OkHttpClient client;
  private final String repository;
  private final Path directory;

  BundleReader(OkHttpClient client, String repository, Path directory) {
    this.client = client;
    this.repository = repository;
    this.directory = directory;
  }

  /** The object of a kind and a name in the image with that tag or digest. */
  JsonElement find(String reference, String kind, String name)
      throws IOException, InterruptedException {
    JsonObject manifest =
        JsonParser.parseString(get("/manifests/" + reference).utf8()).getAsJsonObject();
    assertThat(manifest.getAsJsonArray("layers")).hasSizeLessThanOrEqualTo(20);
    for (JsonElement element : manifest.getAsJsonArray("layers")) {
      JsonObject layer = element.getAsJsonObject();
      JsonObject annotations = layer.getAsJsonObject("annotations");
      assertThat(annotations.keySet())
          .contains(PREFIX + "apiVersion", PREFIX + "kind", PREFIX + "name");
      String itsKind = annotations.get(PREFIX + "kind").getAsString();
      assertThat(itsKind).isEqualTo(itsKind.toLowerCase(Locale.ROOT)).doesNotEndWith("s");
      if (itsKind.equals(kind) && annotations.get(PREFIX + "name").getAsString().equals(name)) {
        return untar(get("/blobs/" + layer.get("digest").getAsString()));
      }
    }
    throw new AssertionError("there is no " + kind + " " + name + " in " + manifest);
  }

  private JsonElement untar(ByteString layer) throws IOException, InterruptedException {
    Path file = Files.write(directory.resolve("layer.tar.gz"), layer.toByteArray());
    Process tar =
        new ProcessBuilder("tar", "-xzOf", file.toString()).redirectErrorStream(true).start();
    String content = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tar.waitFor()).as(content).isZero();
    return JsonParser.parseString(content);
  }

  private ByteString get(String path) throws IOException {
    Request request =
        new Request.Builder()
            .url(repository + path)
            .header("Accept", "application/vnd.oci.image.manifest.v1+json")
            .build();
    try (Response response = client.newCall(request).execute()) {
      assertThat(response.code()).as(request.toString()).isEqualTo(200);
      return response.body().byteString();
    }
  }
}
