package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockLeaseTest {

  private static final Decision FULL =
      new Decision("tekton", Optional.of("sha256:1"), Optional.of("runner"), 7);
  private static final String LONG = "n".repeat(200);

  @Test
  void whatWasDecidedIsReadAsItWasWritten() {
    for (Decision decision :
        List.of(FULL, new Decision("job", Optional.empty(), Optional.empty(), 1))) {
      assertThat(LockLease.decode(lease(decision)).lock().claim())
          .contains(new Lock.Claim(new Holder("uid-1", "apps", LONG), decision));
    }
  }

  @Test
  void theLeaseIsOneThatAServerTakes() {
    try (Bench bench = new Bench()) {
      JsonObject lease = lease(FULL);
      JsonObject stored =
          Bench.value(bench.api.create(ResourceType.LEASES, Bench.NAMESPACE, lease));

      assertThat(Json.string(stored, "spec", "holderIdentity")).contains("uid-1");
      assertThat(Json.string(stored, "spec", "acquireTime"))
          .contains("2026-03-01T12:00:00.000000Z");
      assertThat(Json.string(stored, "metadata", "annotations", Names.TARGET_LABEL))
          .contains("default/Deployment/my-app");
      assertThat(LockLease.decode(stored).lock().heldBy("uid-1")).isTrue();
    }
  }

  @Test
  void aForeignLeaseIsHeldByNobodyThatWeKnow() {
    JsonObject foreign =
        Json.parse(
                """
                {"metadata":{"namespace":"runs","name":"wfe-1","uid":"u","resourceVersion":"3"},
                 "spec":{"holderIdentity":"somebody"}}
                """)
            .orElseThrow();

    LockLease lock = LockLease.decode(foreign);
    assertThat(lock.lock())
        .isEqualTo(new Lock("wfe-1", "u", "3", Optional.empty(), Optional.empty()));
    assertThat(lock.namespace()).isEqualTo("runs");
  }

  @ParameterizedTest(name = "without {0}")
  @ValueSource(strings = {Names.EXECUTION_LABEL, Names.SOURCE_NAMESPACE_LABEL, Names.ENGINE_LABEL})
  void aLeaseThatWasStrippedOfAnAnnotationIsForeign(String annotation) {
    JsonObject lease = lease(FULL);
    annotations(lease).remove(annotation);

    assertThat(LockLease.decode(lease).lock().claim()).isEmpty();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "a,b", "a b", "-a", "a=b"})
  void aHolderThatCanBeNoUidIsForeign(String uid) {
    JsonObject lease = lease(FULL);
    lease.getAsJsonObject("spec").addProperty("holderIdentity", uid);

    assertThat(LockLease.decode(lease).lock().claim()).isEmpty();
  }

  @Test
  void theEndOfACooldownIsReadAndNonsenseIsNot() {
    JsonObject lease = lease(FULL);
    annotations(lease).addProperty(Names.COOLDOWN_UNTIL_ANNOTATION, "2026-03-01T12:05:00Z");
    assertThat(LockLease.decode(lease).lock().cooldownUntil())
        .contains(Instant.parse("2026-03-01T12:05:00Z"));

    annotations(lease).addProperty(Names.COOLDOWN_UNTIL_ANNOTATION, "soon");
    assertThat(LockLease.decode(lease).lock().cooldownUntil()).isEmpty();
  }

  private static JsonObject annotations(JsonObject lease) {
    return lease.getAsJsonObject("metadata").getAsJsonObject("annotations");
  }

  private static JsonObject lease(Decision decision) {
    Metadata holder =
        new Metadata(
            "apps",
            LONG,
            "uid-1",
            "1",
            7,
            Instant.EPOCH,
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of());
    return LockLease.manifest(
        Bench.NAMESPACE, "wfe-1", holder, "default/Deployment/my-app", decision, Bench.NOW);
  }
}
