package ai.kubernaut.we.kubernetes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalsTest {

  private static final String OURS = "kubernaut.ai/execution";

  private record Run(List<String> finalizers, boolean deleting) implements EngineChild {

    @Override
    public String executionUid() {
      return "e";
    }

    @Override
    public String namespace() {
      return "n";
    }

    @Override
    public String name() {
      return "run";
    }

    @Override
    public String uid() {
      return "run";
    }

    @Override
    public String resourceVersion() {
      return "1";
    }
  }

  private record Task(String ownerUid, boolean deleting) implements EnginePart {

    @Override
    public String executionUid() {
      return "e";
    }

    @Override
    public Task asDeleted() {
      return new Task(ownerUid, true);
    }

    @Override
    public boolean questionable() {
      return false;
    }

    @Override
    public String namespace() {
      return "n";
    }

    @Override
    public String name() {
      return "task";
    }

    @Override
    public String uid() {
      return "task";
    }

    @Override
    public String resourceVersion() {
      return "1";
    }
  }

  private static LeanPod pod(String kind) {
    JsonObject pod =
        Json.parse(
                """
                {"metadata":{"namespace":"n","name":"p","uid":"p","ownerReferences":
                 [{"controller":true,"uid":"%s"}]},"status":{"phase":"Running"}}
                """
                    .formatted(kind.equals("of-task") ? "task" : "run"))
            .orElseThrow();
    if (kind.equals("deleting")) {
      pod.getAsJsonObject("metadata").addProperty("deletionTimestamp", "2026-01-01T00:00:00Z");
    }
    LeanPod lean = LeanPod.decode(pod);
    return kind.equals("gone") ? lean.asDeleted() : lean;
  }

  private static List<String> words(String cell) {
    return cell == null ? List.of() : Arrays.asList(cell.split(" ", -1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody deletes it                             | false | ours                     | live     |          | NONE",
        "its pods go first                             | true  | ours foregroundDeletion  | live     |          | FOREGROUND",
        "its pod was left running                      | true  | ours                     | live     |          | CARELESS",
        "it is about to leave its pods                 | true  | ours orphan              |          |          | CARELESS",
        "its pod ends                                  | true  | ours                     | deleting |          | RELEASABLE",
        "its pod is gone                               | true  | ours                     | gone     |          | RELEASABLE",
        "somebody else holds it                        | true  | ours others              |          |          | FOREGROUND",
        "the pod of its part was left running          | true  | ours                     | of-task  | live     | CARELESS",
        "its part has yet to make a pod                | true  | ours                     |          | live     | CARELESS",
        "its part is deleted before it made one        | true  | ours                     |          | deleting | RELEASABLE",
        "its part is deleted, and takes its pod along  | true  | ours                     | of-task  | deleting | RELEASABLE",
        "its part is deleted, but another pod runs     | true  | ours                     | live     | deleting | CARELESS",
      })
  void tellsHowFarADeletionHasCome(
      String what, boolean deleting, String finalizers, String pod, String part, Removal removal) {
    List<String> held =
        words(finalizers).stream().map(word -> word.equals("ours") ? OURS : word).toList();
    List<LeanPod> pods = words(pod).stream().map(RemovalsTest::pod).toList();
    List<EnginePart> parts =
        words(part).stream().<EnginePart>map(w -> new Task("", w.equals("deleting"))).toList();

    assertThat(Removals.of(new Run(held, deleting), pods, parts)).as(what).isEqualTo(removal);
  }
}
