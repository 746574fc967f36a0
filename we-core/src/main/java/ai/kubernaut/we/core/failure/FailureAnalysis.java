package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Endings.Ending;
import ai.kubernaut.we.core.failure.Evidence.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Turns evidence into a failure: typed facts before words, the real cause before the child's
 * summary, and "may have run" wherever the evidence does not exclude it.
 */
public final class FailureAnalysis {

  private final Evidence evidence;
  private final List<PodCase> pods;

  private FailureAnalysis(Evidence evidence) {
    this.evidence = evidence;
    this.pods = Cases.of(evidence);
  }

  /** Why a child that has failed, or that was deleted before it could say so, has failed. */
  public static Failure analyse(Evidence evidence) {
    FailureAnalysis analysis = new FailureAnalysis(evidence);
    return evidence.shape() == Shape.PIPELINE ? analysis.pipeline().failure() : analysis.failure();
  }

  /**
   * Whether the server's own view, with the Events of the child and its pods, could say more than
   * the evidence does: the cause is not known, or not whether anything ran. That nothing ran is too
   * grave to be said of a view that may lag.
   */
  public static boolean wantsEvents(Evidence evidence) {
    if (evidence.hasEvents()) {
      return false;
    }
    FailureAnalysis analysis = new FailureAnalysis(evidence);
    return analysis.wantsConfirmation()
        || (evidence.shape() == Shape.PIPELINE
            ? analysis.pipeline().wantsEvents()
            : analysis.wantsEvents());
  }

  /** A pipeline that names nothing it has made says it all by itself. */
  private boolean wantsConfirmation() {
    boolean alone = evidence.shape() == Shape.PIPELINE && evidence.tasks().isEmpty();
    return !alone && !Ran.maybe(evidence, pods);
  }

  /**
   * What keeps a child that was started from running; empty where it runs, or where nothing says
   * that anything keeps it.
   */
  public static Optional<Failure> waiting(Evidence evidence) {
    FailureAnalysis analysis = new FailureAnalysis(evidence);
    return evidence.shape() == Shape.PIPELINE ? analysis.pipeline().waiting() : analysis.waiting();
  }

  /**
   * What had kept a child from running until its deadline; empty where it ran, or where nothing is
   * known to have kept it.
   */
  public static Optional<Failure> keptUntilDeadline(Evidence evidence) {
    FailureAnalysis analysis = new FailureAnalysis(evidence);
    return evidence.shape() == Shape.PIPELINE ? analysis.pipeline().kept() : analysis.kept();
  }

  /** Whether the workflow has certainly started, and nothing has held it up since. */
  public static boolean runs(Evidence evidence) {
    FailureAnalysis analysis = new FailureAnalysis(evidence);
    return evidence.shape() == Shape.PIPELINE ? analysis.pipeline().runs() : analysis.runs();
  }

  /** Whether a child with one task failed for nothing else than that its pods were deleted. */
  public static boolean onlyDeleted(Evidence evidence) {
    FailureAnalysis analysis = new FailureAnalysis(evidence);
    return evidence.shape() == Shape.ONE_TASK
        && !ChildVerdict.late(evidence)
        && analysis.ending().isEmpty()
        && analysis.pods.stream().anyMatch(pod -> pod.pod().deleted());
  }

  private PipelineAnalysis pipeline() {
    return new PipelineAnalysis(evidence, pods);
  }

  private Failure failure() {
    if (ChildVerdict.late(evidence)) {
      return late();
    }
    return ending()
        .map(e -> failure(e.pod(), e.finding()))
        .or(this::taken)
        .orElseGet(() -> failure(ChildVerdict.of(evidence)));
  }

  private Optional<Ending> ending() {
    return Endings.deciding(
        pods, evidence.verdict().map(Evidence.Verdict::message).orElse(""), Endings::any);
  }

  /** A pod that had not ended was what the deadline stopped, whatever other attempts came to. */
  private Failure late() {
    Optional<Ending> earlier = ending();
    List<PodCase> stopped = stopped();
    if (stopped.stream().anyMatch(PodCase::runs)) {
      return failure(after(ChildVerdict.tooSlow(), earlier));
    }
    return obstacle(stopped)
        .map(Failure::notInTime)
        .or(() -> decidedByItself().map(e -> failure(e.pod(), e.finding())))
        .or(() -> earlier.isPresent() ? Optional.empty() : kept())
        .orElseGet(() -> failure(after(lateForNoCause(), earlier)));
  }

  private Finding lateForNoCause() {
    return Ran.maybe(evidence, pods)
        ? ChildVerdict.lateForNoKnownCause()
        : ChildVerdict.lateBeforeTheStart();
  }

  private List<PodCase> stopped() {
    return pods.stream().filter(pod -> Endings.any(pod).isEmpty()).toList();
  }

  /** How it ended, where no deadline has stopped a pod, not even one that was not seen. */
  private Optional<Ending> decidedByItself() {
    boolean perhapsStopped = !stopped().isEmpty() || Ran.morePodsThan(pods, evidence);
    return ending().filter(e -> !(ChildVerdict.late(evidence) && perhapsStopped));
  }

  private static Finding after(Finding finding, Optional<Ending> earlier) {
    return earlier.map(e -> finding.after(e.finding())).orElse(finding);
  }

  private Optional<Failure> kept() {
    return runs() ? Optional.empty() : obstacle().map(Failure::notInTime);
  }

  /** The child says that it failed, because its pod was refused by its node or taken away. */
  private Optional<Failure> taken() {
    if (evidence.verdict().isEmpty()) {
      return Optional.empty();
    }
    return (runs() ? Optional.<Failure>empty() : obstacle())
        .or(
            () ->
                last(pods)
                    .flatMap(pod -> PodStopped.deleted(pod).map(found -> failure(pod, found))));
  }

  private Optional<Failure> obstacle() {
    return obstacle(pods).or(() -> PodCreation.find(evidence).map(this::failure));
  }

  /** Of the last of these pods that has one. */
  private Optional<Failure> obstacle(List<PodCase> some) {
    return some.stream()
        .flatMap(pod -> Obstacles.of(pod).map(finding -> failure(pod, finding)).stream())
        .reduce((earlier, later) -> later);
  }

  private boolean runs() {
    return pods.stream().anyMatch(PodCase::runs);
  }

  private boolean wantsEvents() {
    if (decidedByItself().isPresent()) {
      return false;
    }
    if (runs() && pods.stream().noneMatch(pod -> pod.pod().unwatched())) {
      return !ChildVerdict.late(evidence) && pods.stream().anyMatch(PodCase::open);
    }
    return pods.isEmpty() || Ran.maybe(evidence, pods) || obstacle().isEmpty();
  }

  private Optional<Failure> waiting() {
    List<PodCase> live = pods.stream().filter(pod -> !pod.pod().deleted() && !pod.ended()).toList();
    if (live.stream().anyMatch(PodCase::runs)) {
      return Optional.empty();
    }
    return live.isEmpty()
        ? PodCreation.find(evidence).map(this::failure)
        : last(live).flatMap(pod -> Obstacles.of(pod).map(finding -> failure(pod, finding)));
  }

  private Failure failure(PodCase pod, Finding finding) {
    return failure(finding, pod.task());
  }

  private Failure failure(Finding finding) {
    return failure(finding, Cases.firstTask(evidence));
  }

  private Failure failure(Finding finding, Evidence.Task task) {
    boolean mayHaveRun = Ran.maybe(evidence, pods);
    return new Failure(
        finding.reason(),
        mayHaveRun,
        finding.message(),
        finding.advice(mayHaveRun),
        task.name(),
        task.index(),
        Optional.empty(),
        finding.exitCode());
  }

  private static <T> Optional<T> last(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
  }
}
