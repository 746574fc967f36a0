package ai.kubernaut.we.kubernetes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodEvidenceTest {

  private static final PodEvidence TRANSLATION =
      new PodEvidence(name -> name.equals("workflow") ? Role.WORKFLOW : Role.FOREIGN);

  @Test
  void takesEventsOfItsPodsOnlyOldestFirst() {
    LeanEvent late = event("Pod", "p", "p1", "spec.containers{workflow}", "Started", "10:00:09");
    LeanEvent early = event("Pod", "p", "p1", "spec.initContainers{mesh}", "Started", "10:00:01");
    LeanEvent named = event("Pod", "unseen", "p2", "", "FailedScheduling", "10:00:05");
    LeanEvent other = event("Pod", "q", "q1", "", "FailedScheduling", "10:00:00");
    LeanEvent job = event("Job", "p", "p1", "", "FailedCreate", "10:00:00");

    List<PodEvent> events =
        TRANSLATION.podEvents(
            List.of(late, early, named, other, job), List.of(pod("p1")), List.of("unseen"));

    assertThat(events)
        .extracting(PodEvent::podUid, e -> e.role().map(Role::name).orElse("none"))
        .containsExactly(tuple("p1", "FOREIGN"), tuple("p2", "none"), tuple("p1", "WORKFLOW"));
  }

  @Test
  void countsRepetitionsInEitherForm() {
    assertThat(LeanEvent.decode(json("{count: 7}")).count()).isEqualTo(7);
    assertThat(LeanEvent.decode(json("{series: {count: 9}}")).count()).isEqualTo(9);
    assertThat(LeanEvent.decode(json("{}")).count()).isEqualTo(1);
    assertThat(LeanEvent.decode(json("{count: -1}")).count()).isEqualTo(1);
  }

  private static LeanPod pod(String uid) {
    return LeanPod.decode(json("{metadata: {name: p, uid: %s}}".formatted(uid)));
  }

  private static LeanEvent event(
      String kind, String name, String uid, String path, String reason, String time) {
    return LeanEvent.decode(
        json(
            "{involvedObject: {kind: %s, name: %s, uid: %s, fieldPath: '%s'}, reason: %s, lastTimestamp: '2026-11-21T%sZ'}"
                .formatted(kind, name, uid, path, reason, time)));
  }

  private static JsonObject json(String yaml) {
    return YamlJson.documents(yaml).get(0).getAsJsonObject();
  }
}
