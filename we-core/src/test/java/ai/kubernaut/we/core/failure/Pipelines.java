package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Evidence.Event;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import ai.kubernaut.we.core.failure.Evidence.Shape;
import ai.kubernaut.we.core.failure.Evidence.Step;
import ai.kubernaut.we.core.failure.Evidence.Task;
import ai.kubernaut.we.core.failure.Evidence.Task.State;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import ai.kubernaut.we.core.failure.Facts.APod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Puts evidence of pipelines together. */
final class Pipelines {

  /** A pipeline that ended with this reason and message before any task was made. */
  static final BiFunction<String, String, Evidence> NO_TASK =
      (reason, message) ->
          new Evidence(
              Shape.PIPELINE,
              Optional.of(new Verdict(reason, message)),
              Optional.of(0),
              List.of("build", "test"),
              List.of(),
              List.of(),
              List.of());

  private Pipelines() {}

  static Evidence pipeline(String reason, String message, ATask... tasks) {
    return pipeline(reason, message, List.of(), List.of(), tasks);
  }

  static Evidence pipeline(
      String reason, String message, List<PodEvent> podEvents, List<Event> events, ATask... tasks) {
    return new Evidence(
        Shape.PIPELINE,
        Optional.of(new Verdict(reason, message)),
        Optional.empty(),
        Stream.of(tasks).map(task -> task.name).toList(),
        Stream.of(tasks).map(ATask::build).toList(),
        podEvents,
        events);
  }

  /** The task {@code build}, which failed. */
  static ATask failed(String reason, String message, Step... steps) {
    return task("build", 0, State.FAILED, reason, message, steps);
  }

  static ATask task(
      String name, int index, State state, String reason, String message, Step... steps) {
    return new ATask(name, index, state, reason, message, List.of(steps));
  }

  static Step step(String name, int exitCode, String reason, String ending) {
    return new Step(
        name,
        "step-" + name,
        new ContainerState(Kind.TERMINATED, Optional.of(exitCode), reason, ""),
        ending);
  }

  /** A task in the making. */
  static final class ATask {
    private final String name;
    private final int index;
    private final State state;
    private final Verdict verdict;
    private final List<Step> steps;
    private final List<Pod> pods = new ArrayList<>();
    private Optional<Instant> endedAt = Optional.empty();
    private boolean podless;

    private ATask(
        String name, int index, State state, String reason, String message, List<Step> steps) {
      this.name = name;
      this.index = index;
      this.state = state;
      this.verdict = new Verdict(reason, message);
      this.steps = steps;
    }

    ATask pod(APod pod) {
      pods.add(pod.build(name + "-pod"));
      return this;
    }

    ATask endedAt(String time) {
      endedAt = Optional.of(Instant.parse(time));
      return this;
    }

    ATask podless() {
      podless = true;
      return this;
    }

    private Task build() {
      return new Task(name, index, state, endedAt, Optional.of(verdict), steps, podless, pods);
    }
  }
}
