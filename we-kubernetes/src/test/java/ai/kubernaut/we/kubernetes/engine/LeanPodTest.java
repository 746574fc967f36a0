package ai.kubernaut.we.kubernetes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.kubernetes.YamlJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeanPodTest {

  @ParameterizedTest(name = "{0}: started {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "state: {waiting: {reason: ContainerCreating}}, restartCount: 0 | false",
        "state: {waiting: {reason: ErrImagePull}}, started: true | true",
        "state: {waiting: {reason: CrashLoopBackOff}}, restartCount: 2 | true",
        "state: {running: {startedAt: x}} | true",
        "state: {terminated: {exitCode: 0}} | true",
        "state: {terminated: {exitCode: 137, reason: ContainerStatusUnknown, containerID: c}} | false",
        "state: {terminated: {exitCode: 128, reason: StartError}} | false",
        "state: {waiting: {}}, lastState: {terminated: {exitCode: 1, reason: Error}} | true",
        "lastState: {terminated: {exitCode: 137, reason: ContainerStatusUnknown}} | false",
        "restartCount: 0 | false",
      })
  void knowsWhetherAContainerHasCertainlyStarted(String status, boolean started) {
    assertThat(only(pod("", "Pending", status)).started()).isEqualTo(started);
  }

  @ParameterizedTest(name = "asked at 10:00:10, ended at {0} with {1}: stopped {2}")
  @CsvSource({
    "10:00:05, 3, false",
    "10:00:10, 3, false",
    "10:00:12, 3, true",
    "10:00:12, 0, true",
    "10:00:09, 143, true",
    "10:00:12, 137, true",
  })
  void knowsWhetherADeletionMayHaveStoppedIt(String end, int code, boolean stopped) {
    String status =
        "state: {terminated: {exitCode: %d, finishedAt: '2026-11-21T%sZ'}}".formatted(code, end);

    assertThat(only(pod(DELETION, "Failed", status)).stopped()).isEqualTo(stopped);
  }

  @Test
  void aDeletionDoesNotTakeMemoryAway() {
    String status =
        "state: {terminated: {exitCode: 137, reason: OOMKilled,"
            + " finishedAt: '2026-11-21T10:00:12Z'}}";

    assertThat(only(pod(DELETION, "Failed", status)).stopped()).isFalse();
  }

  @Test
  void remembersTheFailureBeforeARestart() {
    LeanContainer container =
        only(
            pod(
                DELETION,
                "Failed",
                "state: {terminated: {exitCode: 143, finishedAt: '2026-11-21T10:00:12Z'}},"
                    + " restartCount: 3, lastState: {terminated: {exitCode: 9, reason: Error}}"));

    assertThat(container.state().exitCode()).contains(143);
    assertThat(container.stopped()).isTrue();
    assertThat(container.before().flatMap(failure -> failure.exitCode())).contains(9);
  }

  @Test
  void takesTheFailureBeforeARestartForItsEndWhileItWaitsForThat() {
    LeanContainer container =
        only(
            pod(
                "",
                "Running",
                "state: {waiting: {reason: CrashLoopBackOff}}, restartCount: 3,"
                    + " lastState: {terminated: {exitCode: 9, reason: Error,"
                    + " finishedAt: '2026-11-21T10:00:12Z'}}"));

    assertThat(container.state().exitCode()).contains(9);
    assertThat(container.before()).isEmpty();
    assertThat(container.finishedAt()).contains(Instant.parse("2026-11-21T10:00:12Z"));
  }

  @Test
  void remembersWhatALaterSightNoLongerSays() {
    LeanPod waiting = pod("", "Pending", "state: {waiting: {reason: ErrImagePull, message: no}}");
    LeanPod lost = pod("", "Failed", "state: {terminated: {reason: ContainerStatusUnknown}}");
    LeanPod running = pod("", "Running", "state: {running: {}}");

    assertThat(only(lost.after(waiting)).state().reason()).isEqualTo("ErrImagePull");
    assertThat(only(lost.after(waiting)).started()).isFalse();
    assertThat(only(lost.after(running)).started()).isTrue();
    assertThat(only(running.after(waiting)).state().kind()).isEqualTo(Kind.RUNNING);
  }

  @Test
  void remembersThatItHadEndedBeforeItWasDeleted() {
    String end = "state: {terminated: {exitCode: 143, finishedAt: '2026-11-21T10:00:05Z'}}";
    LeanPod before = pod("", "Failed", end);

    assertThat(only(pod(DELETION, "Failed", end).after(before)).stopped()).isFalse();
  }

  @ParameterizedTest(name = "{0} on node {1}, deleting {2}: may have gone on {3}")
  @CsvSource({
    "Pending, '', true, false",
    "Pending, '', false, true",
    "Pending, n, true, true",
    "Running, n, true, true",
    "Failed, n, false, false",
    "Succeeded, n, false, false",
  })
  void mayHaveGoneOnWhenItVanished(String phase, String node, boolean deleting, boolean unwatched) {
    LeanPod pod = pod((deleting ? DELETION : "") + NODE.formatted(node), phase, "");

    assertThat(pod.unwatched()).isFalse();
    assertThat(pod.asDeleted().unwatched()).isEqualTo(unwatched);
  }

  @Test
  void keepsLittle() {
    LeanPod pod =
        decode(
            "{metadata: {name: p, namespace: n, uid: u, resourceVersion: '7', managedFields: [{}],"
                + " creationTimestamp: t, labels: {kubernaut.ai/workflow-execution-uid: e}},"
                + " spec: {nodeName: node-1, containers: [{name: c}]},"
                + " status: {phase: Running, conditions: [{type: Ready, status: 'True'},"
                + " {type: DisruptionTarget, status: 'True', reason: R, message: m}]}}");

    assertThat(pod.executionUid()).isEqualTo("e");
    assertThat(pod.conditions()).extracting(c -> c.type()).containsExactly("DisruptionTarget");
    assertThat(only(pod).state().kind()).isEqualTo(Kind.UNREPORTED);
  }

  private static final String DELETION =
      "deletionTimestamp: '2026-11-21T10:00:40Z', deletionGracePeriodSeconds: 30";
  private static final String NODE = "}, spec: {nodeName: '%s'";

  private static LeanContainer only(LeanPod pod) {
    assertThat(pod.containers()).hasSize(1);
    return pod.containers().get(0);
  }

  private static LeanPod pod(String metadata, String phase, String containerStatus) {
    String status = containerStatus.isEmpty() ? "" : "{name: c, " + containerStatus + "}";
    return decode(
        "{metadata: {%s}, status: {phase: %s, containerStatuses: [%s]}}"
            .formatted(metadata, phase, status));
  }

  private static LeanPod decode(String yaml) {
    return LeanPod.decode(YamlJson.documents(yaml).get(0).getAsJsonObject());
  }
}
