package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.Step;
import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the object of a pipeline's task says of its end, in the reasons that Tekton gives. */
final class TaskVerdict {

  static final String CANCELLED = "TaskRunCancelled";

  /** Reasons that Tekton gives only where no step has begun. */
  private static final Set<String> BEFORE_START =
      Set.of(
          "TaskRunImagePullFailed",
          "PullImageFailed",
          "CreateContainerConfigError",
          "PodCreationFailed",
          "PodAdmissionFailed",
          "InitContainerFailed",
          "InitContainerOOM",
          "TaskRunResolutionFailed",
          "TaskRunValidationFailed",
          "ExceededResourceQuota",
          "ExceededNodeResources");

  private static final Pattern PREVIOUS =
      Pattern.compile("\\bPrevious status: \\[(\\w+)] ?(.*)", Pattern.DOTALL);
  private static final Pattern POD_SCHEDULED =
      Pattern.compile("pod status \"PodScheduled\":\"False\"; message: \"(.*)\"", Pattern.DOTALL);

  private TaskVerdict() {}

  /** Whether its reason, or the one before it was ended, excludes that a step has begun. */
  static boolean beforeStart(Task task) {
    return task.verdict().filter(v -> BEFORE_START.contains(v.reason())).isPresent()
        || previous(task).filter(v -> BEFORE_START.contains(v.reason())).isPresent();
  }

  /** What it waited for when it was ended, or waits for still. */
  static Optional<Finding> obstacle(Task task) {
    return previous(task).or(task::verdict).flatMap(verdict -> obstacle(task, verdict));
  }

  private static Optional<Finding> obstacle(Task task, Verdict verdict) {
    Matcher unscheduled = POD_SCHEDULED.matcher(verdict.message());
    if (unscheduled.find()) {
      return Optional.of(
          Scheduling.finding(
              "The pod of task " + task.name(), unscheduled.group(1).replace("\\\"", "\"")));
    }
    return BEFORE_START.contains(verdict.reason())
        ? Optional.of(finding(task, verdict))
        : Optional.empty();
  }

  private static Optional<Verdict> previous(Task task) {
    return task.verdict()
        .map(verdict -> PREVIOUS.matcher(verdict.message()))
        .filter(Matcher::find)
        .map(found -> new Verdict(found.group(1), found.group(2)));
  }

  static Optional<Finding> find(Task task) {
    return task.verdict().map(verdict -> finding(task, verdict));
  }

  private static Finding finding(Task task, Verdict verdict) {
    String name = task.name();
    String message = verdict.message();
    return switch (verdict.reason()) {
      case "StepOOM" -> OutOfMemory.finding("A step of task " + name, Optional.empty());
      case "InitContainerOOM" ->
          OutOfMemory.finding("An init container of task " + name, Optional.empty());
      case "PodEvicted" -> Disruption.evicted("The pod of task " + name, message);
      case "PodAdmissionFailed" -> noRoom("The pod of task " + name + " was refused", message);
      case "PodCreationFailed", "ExceededResourceQuota" -> notCreated(task, message);
      case "ExceededNodeResources" -> noRoom("No node has room for task " + name, message);
      case "TaskRunImagePullFailed", "PullImageFailed" ->
          ImagePull.finding("The image for task " + name, imageReason(message), message);
      case "CreateContainerConfigError" -> configuration(task, verdict, waiting(task, message));
      case "TaskRunTimeout" -> tooSlow(name);
      case "InitContainerFailed" -> failed("Task " + name + " could not be prepared", message);
      case "SidecarFailed" -> failed("A sidecar of task " + name + " failed", message);
      default ->
          PipelineVerdict.unfit(verdict)
              ? configuration(task, verdict, message)
              : failed("Task %s failed (%s)".formatted(name, verdict.reason()), message);
    };
  }

  private static Finding failed(String what, String message) {
    return Finding.of(
        FailureReason.TASK_FAILED, Words.because(what, message), ContainerExit.advice(1));
  }

  static Finding tooSlow(String task) {
    return Finding.of(
        FailureReason.DEADLINE_EXCEEDED,
        "Task %s was still running at its deadline and was stopped.".formatted(task),
        "Check how far it had come; give the task or the execution more time.");
  }

  private static Finding noRoom(String what, String message) {
    return Finding.of(
        FailureReason.RESOURCE_EXHAUSTED,
        Words.because(what, message),
        "Free or add capacity, or let the pipeline ask for less.");
  }

  /** Its image's entrypoint is looked up before the pod is created; all else is a refusal. */
  private static Finding notCreated(Task task, String message) {
    boolean lookup = Words.in(message, "translating TaskSpec to Pod") && Words.in(message, "https");
    return lookup
        ? ImagePull.finding("The image for task " + task.name(), "ErrImagePull", message)
        : PodCreation.of("pod of task " + task.name(), message);
  }

  private static String imageReason(String message) {
    return Words.anyIn(message, "InvalidImageName", "couldn't parse image name")
        ? "InvalidImageName"
        : "ErrImagePull";
  }

  private static String waiting(Task task, String otherwise) {
    return task.steps().stream()
        .map(Step::state)
        .filter(state -> state.kind() == ContainerState.Kind.WAITING)
        .map(ContainerState::message)
        .filter(message -> !message.isBlank())
        .findFirst()
        .orElse(otherwise);
  }

  private static Finding configuration(Task task, Verdict verdict, String message) {
    return Finding.of(
        FailureReason.CONFIGURATION_ERROR,
        Words.because(
            "Task %s could not be started (%s)".formatted(task.name(), verdict.reason()),
            PipelineVerdict.plain(message)),
        "Correct what it names in the pipeline, the parameters or the execution namespace.");
  }
}
