package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the object of a pipeline's task says of its end, in the reasons that Tekton gives. */
final class TaskVerdict {

  private static final Set<String> CANCELLED = Set.of("TaskRunCancelled", "CustomRunCancelled");
  private static final Set<String> TIMED_OUT = Set.of("TaskRunTimeout", "CustomRunTimedOut");
  private static final String QUOTA = "ExceededResourceQuota";
  private static final String NO_ROOM = "ExceededNodeResources";

  /** What Tekton writes into a task that it cancels because the pipeline's time is over. */
  private static final String PIPELINE_TIMED_OUT = "has timed out";

  /** Reasons that Tekton gives only where no step of the pod has begun. */
  private static final Set<String> BEFORE_START =
      Set.of("InitContainerFailed", "InitContainerOOM", NO_ROOM);

  /** One image that cannot be pulled keeps its own container from starting, and no other. */
  private static final Set<String> IMAGE = Set.of("TaskRunImagePullFailed", "PullImageFailed");

  private static final String EVICTED = "PodEvicted";

  /** With these words a kubelet begins the message of a pod that it evicts. */
  private static final String LOW = "The node was low on resource";

  private static final String STEP_OOM = "StepOOM";

  private static final Pattern PREVIOUS =
      Pattern.compile("\\bPrevious status: \\[(\\w+)] ?(.*)", Pattern.DOTALL);

  private static final Pattern POD_SCHEDULED =
      Pattern.compile("pod status \"PodScheduled\":\"False\"; message: \"(.*)\"", Pattern.DOTALL);

  private TaskVerdict() {}

  /**
   * Whether its reason, or the one before it was ended, excludes that a step of its latest pod has
   * begun.
   *
   * @param acting how many containers of the pod act for the workflow
   */
  static boolean beforeStart(Task task, long acting) {
    return last(task)
        .filter(
            v ->
                BEFORE_START.contains(v.reason())
                    || (acting <= 1 && IMAGE.contains(v.reason()))
                    || unscheduled(v).isPresent())
        .isPresent();
  }

  /** Whether it waits, or waited when it was ended, for the permission to make a pod. */
  static boolean podRefused(Task task) {
    return last(task).filter(v -> v.reason().equals(QUOTA)).isPresent();
  }

  /** Whether it was ended because of the pipeline, and not for what it did itself. */
  static boolean cancelled(Task task) {
    return CANCELLED.contains(reason(task));
  }

  /** Whether it was ended because the time of the pipeline, or of a part of it, was over. */
  static boolean cancelledForTime(Task task) {
    return cancelled(task)
        && task.verdict().filter(v -> v.message().contains(PIPELINE_TIMED_OUT)).isPresent();
  }

  /** Whether it was ended because its own time was over. */
  static boolean timedOut(Task task) {
    return TIMED_OUT.contains(reason(task));
  }

  private static String reason(Task task) {
    return task.verdict().map(Verdict::reason).orElse("");
  }

  /** What it waited for when it was ended, or waits for still. */
  static Optional<Finding> obstacle(Task task) {
    return last(task).flatMap(verdict -> obstacle(task, verdict));
  }

  private static Optional<Finding> obstacle(Task task, Verdict verdict) {
    Optional<String> unscheduled = unscheduled(verdict);
    if (unscheduled.isPresent()) {
      return unscheduled.map(m -> Scheduling.finding("The pod of task " + task.name(), m));
    }
    return switch (verdict.reason()) {
      case QUOTA,
          NO_ROOM,
          "TaskRunImagePullFailed",
          "PullImageFailed",
          "CreateContainerConfigError",
          "PodCreationFailed",
          "PodAdmissionFailed" ->
          Optional.of(finding(task, verdict));
      default -> Optional.empty();
    };
  }

  /** What it said last before it was ended by others, else what it says. */
  private static Optional<Verdict> last(Task task) {
    return previous(task).or(task::verdict);
  }

  private static Optional<Verdict> previous(Task task) {
    return task.verdict()
        .map(verdict -> PREVIOUS.matcher(verdict.message()))
        .filter(Matcher::find)
        .map(found -> new Verdict(found.group(1), found.group(2)));
  }

  private static Optional<String> unscheduled(Verdict verdict) {
    Matcher found = POD_SCHEDULED.matcher(verdict.message());
    return found.find() ? Optional.of(found.group(1).replace("\\\"", "\"")) : Optional.empty();
  }

  static Optional<Finding> find(Task task) {
    return task.verdict().map(verdict -> finding(task, verdict));
  }

  /** What its steps do not show by themselves: that their pod was taken, or lacked memory. */
  static Optional<Finding> beyondSteps(Task task) {
    return task.verdict()
        .filter(v -> evicted(v) || (v.reason().equals(STEP_OOM) && !Steps.toldOfMemory(task)))
        .map(v -> finding(task, v));
  }

  private static boolean evicted(Verdict verdict) {
    return verdict.reason().equals(EVICTED) || verdict.message().startsWith(LOW);
  }

  private static Finding finding(Task task, Verdict verdict) {
    String name = task.name();
    String message = verdict.message();
    if (evicted(verdict)) {
      return Disruption.evicted("The pod of task " + name, message);
    }
    return switch (verdict.reason()) {
      case STEP_OOM -> OutOfMemory.finding("A step of task " + name, Optional.empty());
      case "SidecarOOM" -> OutOfMemory.finding("A sidecar of task " + name, Optional.empty());
      case "InitContainerOOM" ->
          OutOfMemory.finding("An init container of task " + name, Optional.empty());
      case "PodCreationFailed", "PodAdmissionFailed", QUOTA -> notCreated(task, message);
      case NO_ROOM -> Scheduling.noRoom("The pod of task " + name, message);
      case "TaskRunImagePullFailed", "PullImageFailed" -> image(task, message);
      case "CreateContainerConfigError" -> setup(task, message);
      case "TaskRunTimeout", "CustomRunTimedOut" -> tooSlow(name);
      case "InitContainerFailed" -> failed("Task " + name + " could not be prepared", message);
      case "SidecarFailed" -> failed("A sidecar of task " + name + " failed", message);
      default ->
          PipelineVerdict.unfit(verdict)
              ? unfit(task, verdict)
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

  /** It says how far it is, and neither steps nor pods of it are known that could say more. */
  static Optional<Finding> notEnded(Task task) {
    return task.verdict()
        .filter(v -> task.steps().isEmpty() && task.pods().isEmpty() && !v.message().isBlank())
        .map(
            v ->
                Finding.of(
                    FailureReason.DEADLINE_EXCEEDED,
                    Words.because(
                        "Task %s had not ended by the deadline (%s)"
                            .formatted(task.name(), v.reason()),
                        v.message()),
                    "Check how far it had come; give the task or the execution more time."));
  }

  static Finding notTakenUp(String task) {
    return Finding.of(
        FailureReason.DEADLINE_EXCEEDED,
        "Nothing had been started for task %s by the deadline.".formatted(task),
        "Look whether the controller is installed and running that serves tasks of its kind.");
  }

  /** Its image's entrypoint is looked up before the pod is created; all else is a refusal. */
  private static Finding notCreated(Task task, String message) {
    String cause = TektonWords.podRefusal(message);
    boolean lookup = Words.in(cause, "translating TaskSpec to Pod") && Words.in(cause, "https");
    return lookup
        ? ImagePull.finding("The image for task " + task.name(), "ErrImagePull", cause)
        : PodCreation.of("pod of task " + task.name(), cause);
  }

  private static Finding image(Task task, String message) {
    String cause = TektonWords.pullError(message);
    String reason =
        Words.anyIn(
                cause, "InvalidImageName", "couldn't parse image name", "invalid reference format")
            ? "InvalidImageName"
            : "ErrImagePull";
    return ImagePull.finding("The image for task " + task.name(), reason, cause);
  }

  /** The step that could not be made says more than the task. */
  private static Finding setup(Task task, String otherwise) {
    String cause =
        task.steps().stream()
            .map(Evidence.Step::state)
            .filter(state -> state.kind() == ContainerState.Kind.WAITING)
            .map(ContainerState::message)
            .filter(message -> !message.isBlank())
            .findFirst()
            .orElse(otherwise);
    return ContainerSetup.finding(
        "A step of task " + task.name(), "CreateContainerConfigError", cause);
  }

  private static Finding unfit(Task task, Verdict verdict) {
    String what =
        Steps.anyStarted(task) ? "Task %s has failed (%s)" : "Task %s could not be started (%s)";
    return Finding.of(
        FailureReason.CONFIGURATION_ERROR,
        Words.because(
            what.formatted(task.name(), verdict.reason()),
            PipelineVerdict.plain(verdict.message())),
        "Correct what it names in the pipeline, the parameters or the execution namespace.");
  }
}
