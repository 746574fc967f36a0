package ai.kubernaut.we.core.failure;

import static ai.kubernaut.we.api.FailureReason.CANCELLED;
import static ai.kubernaut.we.api.FailureReason.CONFIGURATION_ERROR;
import static ai.kubernaut.we.api.FailureReason.DEADLINE_EXCEEDED;
import static ai.kubernaut.we.api.FailureReason.FORBIDDEN;
import static ai.kubernaut.we.api.FailureReason.IMAGE_PULL_BACK_OFF;
import static ai.kubernaut.we.api.FailureReason.OOM_KILLED;
import static ai.kubernaut.we.api.FailureReason.RESOURCE_EXHAUSTED;
import static ai.kubernaut.we.api.FailureReason.TASK_FAILED;
import static ai.kubernaut.we.core.failure.Pipelines.NO_TASK;
import static ai.kubernaut.we.core.failure.Pipelines.failed;
import static ai.kubernaut.we.core.failure.Pipelines.pipeline;
import static ai.kubernaut.we.core.failure.Pipelines.step;
import static ai.kubernaut.we.core.failure.Pipelines.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Task.State;
import ai.kubernaut.we.core.failure.Facts.APod;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happened to a pipeline, what it is called, whether it may have acted, and where. */
class PipelineAnalysisTest {

  private static final boolean RAN = true;
  private static final boolean DID_NOT_RUN = false;
  private static final String COUNT = "Tasks Completed: 1 (Failed: 1, Cancelled 0), Skipped: 0";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"tasks", "pipelines", "deadlines"})
  void namesTheRealCause(
      String what,
      Evidence evidence,
      FailureReason reason,
      boolean mayHaveRun,
      String where,
      String says) {
    Failure failure = FailureAnalysis.analyse(evidence);

    assertThat(failure.reason()).as(failure.message()).isEqualTo(reason);
    assertThat(failure.mayHaveRun()).as(failure.message()).isEqualTo(mayHaveRun);
    assertThat(failure.task() + failure.step().map(s -> "/" + s).orElse("")).isEqualTo(where);
    assertThat(failure.message()).contains(says).endsWith(".").doesNotContain("Tasks Completed");
    assertThat(failure.advice()).endsWith(".");
  }

  static Stream<Arguments> tasks() {
    return Stream.of(
        row(
            "a step exits with a code, and later ones are skipped",
            pipeline(
                "Failed",
                COUNT,
                failed(
                    "StepFailed",
                    "\"step-a\" exited with code 3: Error",
                    step("a", 3, "Error", "Error"),
                    step("b", 1, "Error", "Skipped"))),
            TASK_FAILED,
            RAN,
            "build/a",
            "exit code 3"),
        row(
            "a step that may fail comes before the one that decides",
            pipeline(
                "Failed",
                COUNT,
                failed(
                    "StepFailed",
                    "m",
                    step("a", 5, "Completed", "Continued"),
                    step("b", 2, "Error", "Error"))),
            TASK_FAILED,
            RAN,
            "build/b",
            "exit code 2"),
        row(
            "a step runs out of memory",
            pipeline("Failed", COUNT, failed("StepOOM", "m", step("a", 137, "OOMKilled", ""))),
            OOM_KILLED,
            RAN,
            "build/a",
            "memory"),
        row(
            "a step survives the child that the kernel killed",
            pipeline("Failed", COUNT, failed("StepOOM", "m", step("a", 255, "OOMKilled", ""))),
            OOM_KILLED,
            RAN,
            "build/a",
            "memory"),
        row(
            "a step exceeds its own time limit, which is no quota",
            pipeline(
                "Failed",
                COUNT,
                failed(
                    "StepFailed",
                    "exited because the step exceeded the specified timeout limit",
                    step("a", 1, "Error", "TimeoutExceeded"))),
            DEADLINE_EXCEEDED,
            RAN,
            "build/a",
            "its own time limit"),
        row(
            "a failure that was to be ignored is not the one",
            pipeline(
                "Failed",
                COUNT,
                task("lint", 0, State.IGNORED, "FailureIgnored", "m", step("a", 1, "Error", "")),
                task("test", 1, State.FAILED, "StepFailed", "m", step("b", 4, "Error", ""))),
            TASK_FAILED,
            RAN,
            "test/b",
            "exit code 4"),
        row(
            "a step's image cannot be pulled, and the step is said to have exited with 1",
            pipeline(
                "Failed",
                COUNT,
                failed(
                        "TaskRunImagePullFailed",
                        "the step \"a\" in TaskRun \"x\" failed to pull the image \"\". no such host",
                        step("a", 1, "TaskRunImagePullFailed", ""))
                    .pod(APod.in("Failed"))),
            IMAGE_PULL_BACK_OFF,
            DID_NOT_RUN,
            "build/a",
            "no such host"),
        row(
            "the pod is refused by a quota on requests",
            pipeline(
                "Failed",
                COUNT,
                failed("PodCreationFailed", "failed quota: q: must specify requests.cpu.")
                    .podless()),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "build",
            "demands"),
        row(
            "the registry cannot be asked for the entrypoint",
            pipeline(
                "Failed",
                COUNT,
                failed(
                        "PodCreationFailed",
                        "translating TaskSpec to Pod: Get \"https://r/v2/\": no such host. Maybe"
                            + " invalid TaskSpec")
                    .podless()),
            IMAGE_PULL_BACK_OFF,
            DID_NOT_RUN,
            "build",
            "no such host"),
        row(
            "the engine's preparation fails",
            pipeline(
                "Failed",
                COUNT,
                failed("InitContainerFailed", "\"prepare\" exited").pod(APod.in("Failed"))),
            TASK_FAILED,
            DID_NOT_RUN,
            "build",
            "could not be prepared"),
        row(
            "a step's container has started although its image is said to be missing",
            pipeline(
                "Failed",
                COUNT,
                failed("TaskRunImagePullFailed", "m", step("a", 0, "Completed", "Completed"))),
            IMAGE_PULL_BACK_OFF,
            RAN,
            "build",
            "could not be pulled"),
        row(
            "the pod of a step whose image cannot be pulled was not seen, nor those before it",
            pipeline(
                "Failed",
                COUNT,
                failed(
                    "TaskRunImagePullFailed",
                    "no such host",
                    step("a", 1, "TaskRunImagePullFailed", ""))),
            IMAGE_PULL_BACK_OFF,
            RAN,
            "build/a",
            "no such host"),
        row(
            "the pod is evicted, and its kubelet says why",
            pipeline("Failed", COUNT, failed("PodEvicted", "low on memory")),
            RESOURCE_EXHAUSTED,
            RAN,
            "build",
            "low on memory"));
  }

  static Stream<Arguments> pipelines() {
    return Stream.of(
        row(
            "the bundle cannot be fetched",
            NO_TASK.apply("CouldntGetPipeline", "cannot retrieve the oci image: no such host"),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "workflow",
            "no such host"),
        row(
            "a parameter is missing",
            NO_TASK.apply("ParameterMissing", "[User error] missing parameters: [rev]"),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "workflow",
            ": missing parameters: [rev]"),
        row(
            "a reason that is not known yet, marked as the user's",
            NO_TASK.apply("BrandNewReason", "[User error] no"),
            CONFIGURATION_ERROR,
            DID_NOT_RUN,
            "workflow",
            "BrandNewReason"),
        row(
            "a policy refuses its tasks",
            NO_TASK.apply("CreateRunFailed", "taskruns \"x\" is forbidden: policy denied request"),
            FORBIDDEN,
            DID_NOT_RUN,
            "workflow",
            "No task could be created"),
        row(
            "a result is missing after its task succeeded",
            pipeline(
                "PipelineValidationFailed",
                "Tasks Completed: 1 (Failed: 0, Cancelled 0), Skipped: 0, Failed Validation: 1"
                    + " (task \"build\" did not emit the result \"r\")",
                task("build", 0, State.SUCCEEDED, "Succeeded", "All Steps have completed")),
            CONFIGURATION_ERROR,
            RAN,
            "build",
            "did not emit the result"),
        row(
            "somebody cancels it",
            pipeline(
                "Cancelled",
                COUNT,
                failed("TaskRunCancelled", "m", step("a", 1, "TaskRunCancelled", ""))),
            CANCELLED,
            RAN,
            "build/a",
            "cancelled"),
        row(
            "somebody cancels it before it began",
            NO_TASK.apply("Cancelled", "was cancelled"),
            CANCELLED,
            DID_NOT_RUN,
            "workflow",
            "cancelled"),
        row(
            "no task tells why it failed",
            pipeline("Failed", COUNT, task("build", 0, State.OPEN, "Running", "m")),
            TASK_FAILED,
            RAN,
            "build",
            "no task of it was seen"));
  }

  static Stream<Arguments> deadlines() {
    return Stream.of(
        row(
            "a task is too slow for the pipeline",
            pipeline(
                "PipelineRunTimeout",
                "failed to finish within \"6s\"",
                failed("TaskRunCancelled", "has timed out.", step("a", 1, "TaskRunCancelled", ""))
                    .pod(APod.in("Failed").stopped(143))),
            DEADLINE_EXCEEDED,
            RAN,
            "build/a",
            "still running"),
        row(
            "a quota kept its pod away, as only the state before says",
            pipeline(
                "PipelineRunTimeout",
                "failed to finish",
                failed(
                        "TaskRunCancelled",
                        "has timed out.\nPrevious status: [ExceededResourceQuota] exceeded quota:"
                            + " q")
                    .podless()),
            RESOURCE_EXHAUSTED,
            DID_NOT_RUN,
            "build",
            "exceeded quota: q. It had not started by its deadline"),
        row(
            "no node had room, as only the state before says",
            pipeline(
                "Failed",
                COUNT,
                failed(
                        "TaskRunTimeout",
                        "failed to finish\nPrevious status: [ExceededNodeResources] exceeded available"
                            + " resources")
                    .pod(APod.in("Pending"))),
            RESOURCE_EXHAUSTED,
            DID_NOT_RUN,
            "build",
            "found no node: exceeded available resources"),
        row(
            "nobody takes up a task of a foreign kind",
            pipeline(
                "PipelineRunTimeout",
                "failed to finish",
                task("approve", 0, State.OPEN, "", "").podless()),
            DEADLINE_EXCEEDED,
            DID_NOT_RUN,
            "approve",
            "Nothing had been started for task approve"),
        row(
            "nothing was seen of a task that was ended",
            pipeline(
                "PipelineRunTimeout",
                "failed to finish",
                failed("TaskRunCancelled", "m", step("a", 1, "TaskRunCancelled", ""))),
            DEADLINE_EXCEEDED,
            RAN,
            "build/a",
            "was not seen"));
  }

  @Test
  void waitsForWhatItsOpenTaskWaitsFor() {
    Evidence evidence =
        pipeline(
            "Running",
            "Tasks Completed: 0",
            task(
                "build",
                0,
                State.OPEN,
                "Pending",
                "pod status \"PodScheduled\":\"False\"; message: \"0/1 nodes are available: 1"
                    + " Insufficient cpu.\""));

    Optional<Failure> waiting = FailureAnalysis.waiting(evidence);

    assertThat(waiting.map(Failure::reason)).contains(RESOURCE_EXHAUSTED);
    assertThat(waiting.map(Failure::message).orElse("")).contains("Insufficient cpu");
  }

  @Test
  void doesNotWaitWhileAStepRuns() {
    Evidence evidence =
        pipeline(
            "Running",
            "Tasks Completed: 0",
            task("slow", 0, State.OPEN, "Running", "m").pod(APod.in("Running").running()),
            task("stuck", 1, State.OPEN, "ExceededNodeResources", "m"));

    assertThat(FailureAnalysis.waiting(evidence)).isEmpty();
  }

  private static Arguments row(
      String what,
      Evidence evidence,
      FailureReason reason,
      boolean mayHaveRun,
      String where,
      String says) {
    return arguments(what, evidence, reason, mayHaveRun, where, says);
  }
}
