package ai.kubernaut.we.bundle;

import static ai.kubernaut.we.bundle.Manifests.object;
import static ai.kubernaut.we.bundle.Manifests.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleTest {

  private static JsonObject json(Blob blob) {
    return JsonParser.parseString(blob.bytes().utf8()).getAsJsonObject();
  }

  @Test
  void annotatesEachLayerAsTheResolverLooksForIt() {
    Bundle bundle = Bundle.of(List.of(pipeline("workflow"), object("Task", "restart")));
    JsonArray layers = json(bundle.manifest()).getAsJsonArray("layers");

    assertThat(layers).hasSize(2);
    assertThat(layers.get(0).getAsJsonObject().get("annotations"))
        .hasToString(
            "{\"dev.tekton.image.apiVersion\":\"v1\",\"dev.tekton.image.kind\":\"pipeline\","
                + "\"dev.tekton.image.name\":\"workflow\"}");
    assertThat(layers.get(1).getAsJsonObject().get("annotations").toString())
        .contains("\"task\"", "\"restart\"");
  }

  @Test
  void describesEveryBlobByItsDigestAndSize() {
    Bundle bundle = Bundle.of(List.of(pipeline("workflow")));
    JsonObject manifest = json(bundle.manifest());
    JsonObject layer = manifest.getAsJsonArray("layers").get(0).getAsJsonObject();
    Blob blob = bundle.blobs().get(0);

    assertThat(layer.get("digest").getAsString()).isEqualTo(blob.digest());
    assertThat(layer.get("size").getAsInt()).isEqualTo(blob.bytes().size());
    assertThat(manifest.getAsJsonObject("config").get("digest").getAsString())
        .isEqualTo(bundle.config().digest());
    assertThat(bundle.digest())
        .isEqualTo(bundle.manifest().digest())
        .matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void hasWhateverItsManifestNames() {
    Bundle bundle = Bundle.of(List.of(pipeline("workflow"), object("Task", "restart")));
    Blob manifest = bundle.manifest();
    List<String> digests = new ArrayList<>(List.of(bundle.digest(), bundle.config().digest()));
    json(manifest)
        .getAsJsonArray("layers")
        .forEach(layer -> digests.add(layer.getAsJsonObject().get("digest").getAsString()));

    assertThat(bundle.contents())
        .containsOnlyKeys(digests)
        .containsEntry(bundle.digest(), manifest.bytes())
        .allSatisfy((digest, bytes) -> assertThat(Blob.digest(bytes)).isEqualTo(digest));
  }

  @Test
  void holdsTheObjectInATarArchiveOfOneFile() throws IOException {
    Bundle bundle = Bundle.of(List.of(pipeline("workflow")));
    byte[] tar =
        new GZIPInputStream(new Buffer().write(bundle.blobs().get(0).bytes()).inputStream())
            .readAllBytes();
    int size = Integer.parseInt(new String(tar, 124, 11, StandardCharsets.US_ASCII), 8);

    assertThat(new String(tar, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("workflow");
    assertThat(JsonParser.parseString(new String(tar, 512, size, StandardCharsets.UTF_8)))
        .isEqualTo(pipeline("workflow"));
    assertThat(tar.length % 512).isZero();
    assertThat(Arrays.copyOfRange(tar, tar.length - 1024, tar.length)).containsOnly(0);
  }

  @Test
  void isTheSameImageForTheSameObjects() {
    List<JsonObject> objects = List.of(pipeline("workflow"), object("Task", "restart"));

    assertThat(Bundle.of(objects).digest()).isEqualTo(Bundle.of(objects).digest());
    assertThat(Bundle.of(objects).digest())
        .isNotEqualTo(Bundle.of(List.of(pipeline("workflow"))).digest());
  }

  @Test
  void recognisesItsObjectsHoweverTheyWereCompressed() {
    Bundle bundle = Bundle.of(List.of(pipeline("workflow")));
    JsonObject compressedOtherwise = json(bundle.manifest());
    compressedOtherwise
        .getAsJsonArray("layers")
        .get(0)
        .getAsJsonObject()
        .addProperty("digest", "sha256:" + "0".repeat(64));

    assertThat(bundle.sameObjects(compressedOtherwise)).isTrue();
    assertThat(bundle.sameObjects(json(Bundle.of(List.of(pipeline("other"))).manifest())))
        .isFalse();
    assertThat(bundle.sameObjects(new JsonObject())).isFalse();
  }

  @Test
  void knowsWhetherThereIsAPipelineOfAName() {
    assertThat(Bundle.of(List.of(pipeline("workflow"))).hasPipeline("workflow")).isTrue();
    assertThat(Bundle.of(List.of(pipeline("other"))).hasPipeline("workflow")).isFalse();
    assertThat(Bundle.of(List.of(object("Task", "workflow"))).hasPipeline("workflow")).isFalse();
  }

  static Stream<Arguments> unfit() {
    JsonObject elsewhere = pipeline("a");
    elsewhere.addProperty("apiVersion", "v1");
    JsonObject nameless = pipeline("a");
    nameless.remove("metadata");
    JsonObject empty = pipeline("a");
    empty.remove("spec");
    return Stream.of(
        Arguments.of("nothing", List.of(), "from 1 to 20"),
        Arguments.of("too much", Collections.nCopies(21, pipeline("a")), "from 1 to 20"),
        Arguments.of("somebody else's object", List.of(elsewhere), "apiVersion"),
        Arguments.of("a kind that does not run", List.of(object("PipelineRun", "a")), "kind"),
        Arguments.of("an object without a name", List.of(nameless), "metadata.name"),
        Arguments.of("an object without a spec", List.of(empty), "spec"),
        Arguments.of("one object twice", List.of(pipeline("a"), pipeline("a")), "pipeline a"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("unfit")
  void refusesWhatTheResolverCouldNotRead(
      String sentence, List<JsonObject> manifests, String field) {
    assertThatExceptionOfType(InvalidBundle.class)
        .as(sentence)
        .isThrownBy(() -> Bundle.of(manifests))
        .withMessageContaining(field);
  }
}
