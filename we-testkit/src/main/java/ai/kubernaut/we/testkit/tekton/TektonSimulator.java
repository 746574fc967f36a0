package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.WatchEvent;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tekton, as far as a PipelineRun shows it: creates TaskRuns and their pods, and writes the
 * statuses and Events that Tekton's controller writes. What becomes of the pods is up to whoever
 * plays the kubelet. Works through the API alone, so on any server.
 */
public final class TektonSimulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TektonSimulator.class);
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final Predicate<String> namespaces;
  private final Seen seen = new Seen();
  private final PipelineRuns pipelineRuns;
  private final TaskRuns taskRuns;
  private final List<Follower> followers = new ArrayList<>();
  private final ScheduledThreadPoolExecutor actor =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "tekton");
            thread.setDaemon(true);
            return thread;
          });

  private TektonSimulator(KubernetesApi api, BundleScript script, Predicate<String> namespaces) {
    this.namespaces = namespaces;
    actor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    Agenda agenda = new OwnAgenda();
    Writes writes = new Writes(api, seen, agenda);
    Recorder recorder = new Recorder(api);
    pipelineRuns = new PipelineRuns(seen, writes, recorder, agenda, script);
    taskRuns = new TaskRuns(seen, writes, recorder, agenda);
  }

  /**
   * Installs Tekton's types where they are missing and takes up work; all types are served when
   * this returns.
   *
   * @param client the way to an API server, as an administrator
   * @param script what bundles hold
   * @throws IllegalStateException if the types cannot be installed
   */
  public static TektonSimulator start(ApiClient client, BundleScript script) {
    return start(client, script, any -> true);
  }

  /**
   * The same for a cluster of others, whose types and PipelineRuns may be there already.
   *
   * @param namespaces where it works; what is in others stays as it is
   */
  public static TektonSimulator start(
      ApiClient client, BundleScript script, Set<String> namespaces) {
    return start(client, script, namespaces::contains);
  }

  private static TektonSimulator start(
      ApiClient client, BundleScript script, Predicate<String> namespaces) {
    KubernetesApi api = KubernetesApi.builder(client).userAgent("tekton-simulator").build();
    TektonDefinitions.install(api);
    TektonSimulator simulator = new TektonSimulator(api, script, namespaces);
    Seen.TYPES.forEach(
        type -> simulator.followers.add(Follower.start(api, type, simulator.new OwnAudience())));
    simulator.awaitBegin();
    return simulator;
  }

  private void awaitBegin() {
    try {
      for (Follower follower : followers) {
        if (!follower.awaitBegin(LONGEST_START)) {
          close();
          throw new IllegalStateException(follower.complaint());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  private void look(ResourceType type, JsonObject object) {
    String namespace = Seen.namespace(object);
    if (type.equals(Seen.PIPELINE_RUNS)) {
      seen.get(type, namespace, Seen.name(object)).ifPresent(pipelineRuns::look);
      return;
    }
    // Nothing of Tekton works on a CustomRun: the look at its TaskRun finds none.
    String taskRun =
        type.equals(Seen.TASK_RUNS) ? Seen.name(object) : Seen.label(object, Labels.TASK_RUN);
    seen.get(Seen.TASK_RUNS, namespace, taskRun).ifPresent(taskRuns::look);
    seen.get(Seen.PIPELINE_RUNS, namespace, Seen.label(object, Labels.PIPELINE_RUN))
        .ifPresent(pipelineRuns::look);
  }

  @Override
  public void close() {
    followers.forEach(Follower::close);
    actor.shutdownNow();
  }

  private final class OwnAudience implements Follower.Audience {

    @Override
    public void all(ResourceType type, List<JsonObject> objects) {
      List<JsonObject> own =
          objects.stream().filter(object -> namespaces.test(Seen.namespace(object))).toList();
      soon(() -> seen.replace(type, own).forEach(object -> look(type, object)));
    }

    @Override
    public void event(ResourceType type, WatchEvent event) {
      soon(
          () -> {
            if (namespaces.test(Seen.namespace(event.object())) && seen.take(type, event)) {
              look(type, event.object());
            }
          });
    }

    private void soon(Runnable act) {
      new OwnAgenda().later(Duration.ZERO, act);
    }
  }

  private final class OwnAgenda implements Agenda {

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The act reports its own failure.
    public void later(Duration delay, Runnable act) {
      try {
        actor.schedule(() -> guarded(act), delay.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("the simulator has been closed");
      }
    }

    @Override
    public void lookAgain(ResourceType type, JsonObject object, Duration delay) {
      later(delay, () -> look(type, object));
    }

    private void guarded(Runnable act) {
      try {
        act.run();
      } catch (RuntimeException e) {
        LOG.error("the simulated Tekton failed", e);
      }
    }
  }
}
