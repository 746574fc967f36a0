package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Event;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the object of a pipeline says of its end, in the reasons that Tekton gives. */
final class PipelineVerdict {

  private static final String USER_ERROR = "[User error] ";
  private static final Pattern COUNT =
      Pattern.compile("Tasks Completed: .*?(?:Failed Validation: \\d+ \\((.*)\\))?");
  private static final String CREATE_FAILED = "CreateRunFailed";
  private static final String OBJECT_FAILED = "CouldntCreate";
  private static final String TASKS_REFUSED = "TaskRunsCreationFailed";
  private static final Set<String> CANCELLED =
      Set.of(
          "Cancelled",
          "PipelineRunCancelled",
          "CancelledRunningFinally",
          "StoppedRunningFinally",
          "StoppedRunFinally");
  private static final Set<String> UNFIT =
      Set.of(
          "ParameterMissing",
          "ParameterTypeMismatch",
          "ObjectParameterMissKeys",
          "ParamArrayIndexingInvalid",
          "RequiredWorkspaceMarkedOptional",
          "CELEvaluationFailed",
          "PipelineInvalidGraph",
          "TaskRunResultLargerThanAllowedLimit",
          "ResourceVerificationFailed");

  private PipelineVerdict() {}

  static boolean cancelled(Evidence evidence) {
    return evidence.verdict().filter(v -> CANCELLED.contains(v.reason())).isPresent();
  }

  static boolean timedOut(Evidence evidence) {
    return evidence.verdict().filter(v -> v.reason().equals("PipelineRunTimeout")).isPresent();
  }

  /** Whether what was asked for cannot run, whoever tries. */
  static boolean unfit(Verdict verdict) {
    String reason = verdict.reason();
    return UNFIT.contains(reason)
        || verdict.message().startsWith(USER_ERROR)
        || reason.startsWith("CouldntGet")
        || reason.startsWith("Invalid")
        || reason.endsWith("ValidationFailed")
        || reason.endsWith("ResolutionFailed")
        || reason.equals("FailedValidation")
        || reason.equals("FailedResolution");
  }

  /** Without the prefix that marks whose fault it is, and without the count of tasks. */
  static String plain(String message) {
    Matcher counted = COUNT.matcher(message);
    if (counted.matches()) {
      return Objects.requireNonNullElse(counted.group(1), "");
    }
    return message.startsWith(USER_ERROR) ? message.substring(USER_ERROR.length()) : message;
  }

  static Finding of(Verdict verdict) {
    if (verdict.reason().equals(CREATE_FAILED)) {
      return PodCreation.of("task", verdict.message());
    }
    if (verdict.reason().contains(OBJECT_FAILED)) {
      return PodCreation.of("object of the pipeline", verdict.message());
    }
    return unfit(verdict) ? unfitFinding(verdict) : failed(verdict);
  }

  /**
   * Somebody cancelled it.
   *
   * @param running the task that ran at that time
   */
  static Finding cancelled(Optional<String> running, boolean mayHaveRun) {
    String when =
        running
            .map(" while task %s ran"::formatted)
            .orElse(mayHaveRun ? "" : " before anything of it had started");
    return Finding.of(
        FailureReason.CANCELLED,
        "The PipelineRun was cancelled%s.".formatted(when),
        "Find out who cancelled it" + Finding.HOW_FAR);
  }

  private static Finding unfitFinding(Verdict verdict) {
    boolean fetch = verdict.reason().equals("CouldntGetPipeline");
    String what = fetch ? "The pipeline could not be fetched" : "The pipeline cannot run as it is";
    return Finding.of(
        FailureReason.CONFIGURATION_ERROR,
        Words.because(
            "%s (%s)".formatted(what, verdict.reason()),
            TektonWords.resolution(plain(verdict.message()))),
        fetch
            ? "Check spec.workflowRef.executionBundle, which must hold a Pipeline named workflow, and"
                + " that Tekton's resolvers can reach its registry."
            : "Correct the bundle, the pipeline or the parameters that it names.");
  }

  private static Finding failed(Verdict verdict) {
    return Finding.of(
        FailureReason.TASK_FAILED,
        Words.because(
            "The pipeline failed (%s), and no task of it was seen that tells why"
                .formatted(verdict.reason()),
            plain(verdict.message())),
        "Look at the PipelineRun's tasks and their logs" + Finding.HOW_FAR);
  }

  /** What keeps it from making its first task. */
  static Optional<Finding> obstacle(Evidence evidence) {
    return refusedTasks(evidence)
        .or(
            () ->
                evidence
                    .verdict()
                    .filter(PipelineVerdict::lacksVolume)
                    .map(PipelineVerdict::volume));
  }

  /** The same reason that a run has which its user holds back; that one says nothing of a claim. */
  private static boolean lacksVolume(Verdict verdict) {
    return verdict.reason().equals("PipelineRunPending") && Words.in(verdict.message(), "PVC");
  }

  private static Finding volume(Verdict verdict) {
    return PodCreation.of("volume claim", verdict.message());
  }

  /** The API server refused the tasks of a pipeline that it had accepted. */
  static Optional<Finding> refusedTasks(Evidence evidence) {
    List<Event> refusals =
        evidence.events().stream().filter(e -> e.reason().equals(TASKS_REFUSED)).toList();
    return refusals.isEmpty()
        ? Optional.empty()
        : Optional.of(PodCreation.of("task", refusals.get(refusals.size() - 1).message()));
  }
}
