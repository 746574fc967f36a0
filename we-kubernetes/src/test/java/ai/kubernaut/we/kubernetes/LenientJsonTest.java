package ai.kubernaut.we.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1Volume;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LenientJsonTest {

  @Test
  void ignoresFieldsItDoesNotKnow() {
    V1Job job =
        LenientJson.fromJson(
            Json.parse("{\"metadata\":{\"name\":\"a\",\"invented\":{\"x\":1}},\"new\":[]}")
                .orElseThrow(),
            V1Job.class);

    assertThat(job.getMetadata().getName()).isEqualTo("a");
  }

  @Test
  void leavesOutEmptyListsAndMapsButNotEmptyObjects() {
    V1ObjectMeta meta = new V1ObjectMeta().name("a").finalizers(List.of()).labels(Map.of());
    V1Volume volume = new V1Volume().name("tmp").emptyDir(new V1EmptyDirVolumeSource());

    assertThat(LenientJson.toJson(meta)).hasToString("{\"name\":\"a\"}");
    assertThat(LenientJson.toJson(volume)).hasToString("{\"emptyDir\":{},\"name\":\"tmp\"}");
  }

  @Test
  void writesTimesInUtcAndReadsThemBack() {
    OffsetDateTime time = OffsetDateTime.parse("2026-07-01T12:00:00+02:00");
    V1ObjectMeta meta = new V1ObjectMeta().creationTimestamp(time);

    assertThat(LenientJson.toJson(meta))
        .hasToString("{\"creationTimestamp\":\"2026-07-01T10:00:00Z\"}");
    assertThat(
            LenientJson.fromJson(LenientJson.toJson(meta), V1ObjectMeta.class)
                .getCreationTimestamp()
                .toInstant())
        .isEqualTo(time.toInstant());
  }

  @Test
  void knowsTheApisOwnTypes() {
    V1ResourceRequirements resources =
        new V1ResourceRequirements().limits(Map.of("memory", new Quantity("64Mi")));
    V1ServicePort port = new V1ServicePort().targetPort(new IntOrString(8080));
    V1Secret secret = new V1Secret().data(Map.of("k", "v".getBytes(StandardCharsets.UTF_8)));

    assertThat(LenientJson.toJson(resources)).hasToString("{\"limits\":{\"memory\":\"64Mi\"}}");
    assertThat(LenientJson.toJson(port)).hasToString("{\"targetPort\":8080}");
    assertThat(LenientJson.toJson(secret)).hasToString("{\"data\":{\"k\":\"dg==\"}}");
    assertThat(LenientJson.fromJson(LenientJson.toJson(secret), V1Secret.class).getData().get("k"))
        .asString()
        .isEqualTo("v");
  }

  @Test
  void canBeTheOfficialClientsOwn() {
    LenientJson.install();

    assertThat(JSON.getGson()).isSameAs(LenientJson.gson());
  }
}
