package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.ExecutionStatus;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.WatchCall;
import ai.kubernaut.we.kubernetes.WatchEvent;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Watches a cluster and notes what must never be: two live pods on one target, two started children
 * of one execution, a started child that is not the recorded one, a phase that comes after the last
 * one.
 */
final class Witness implements AutoCloseable {

  private final KubernetesApi api;
  private final boolean holdsChildren;
  private final List<Selection> selections = new ArrayList<>();
  private final List<WatchCall> watches = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private final Set<String> seen = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Set<String>> livePods = new HashMap<>();
  private final Map<String, Set<String>> started = new HashMap<>();
  private final Map<String, Set<String>> recorded = new HashMap<>();
  private final Map<String, WorkflowExecution> last = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private int progressWrites;
  private final Set<String> lockHolders = new HashSet<>();

  private Witness(KubernetesApi api, boolean holdsChildren) {
    this.api = api;
    this.holdsChildren = holdsChildren;
  }

  /** Watches from now on. */
  static Witness of(Cluster cluster) {
    Witness witness = new Witness(cluster.api(), cluster.holdsChildren());
    witness.follow(User.EXECUTIONS.all().inNamespace("default"), witness::execution);
    witness.follow(inExecutionNamespace(ResourceType.JOBS), witness::child);
    if (cluster.hasTekton()) {
      witness.follow(inExecutionNamespace(Engine.TEKTON.children()), witness::child);
    }
    witness.follow(inExecutionNamespace(ResourceType.PODS), witness::pod);
    witness.follow(inExecutionNamespace(ResourceType.LEASES), witness::lease);
    return witness;
  }

  private static Selection inExecutionNamespace(ResourceType type) {
    return type.all().inNamespace(Cluster.EXECUTION_NAMESPACE);
  }

  private void follow(Selection selection, Consumer<WatchEvent> events) {
    selections.add(selection);
    ResourcePage page = api.list(selection).toOptional().orElseThrow();
    assertThat(page.items()).isEmpty();
    Thread thread = new Thread(() -> run(selection, page.resourceVersion(), events), "witness");
    thread.setDaemon(true);
    thread.start();
  }

  /** A server may end a watch at any time; the next one begins where it ended. */
  private void run(Selection selection, String from, Consumer<WatchEvent> events) {
    AtomicReference<String> version = new AtomicReference<>(from);
    Optional<ApiError> error = Optional.empty();
    while (!closed && error.isEmpty()) {
      WatchCall watch = api.watch(selection, version.get(), Duration.ofHours(2));
      watches.add(watch);
      error =
          watch.run(
              () -> {},
              event -> {
                notes(event, events);
                version.set(event.resourceVersion());
              });
    }
    if (!closed) {
      misses(selection, error.orElseThrow());
    }
  }

  private synchronized void notes(WatchEvent event, Consumer<WatchEvent> events) {
    if (event.type() != WatchEvent.Type.BOOKMARK) {
      events.accept(event);
    }
    seen.add(event.resourceVersion());
  }

  private synchronized void misses(Selection selection, ApiError error) {
    violations.add(selection.type().plural() + " are no longer seen: " + error.summary());
  }

  private void execution(WatchEvent event) {
    WorkflowExecution now = WorkflowExecutionCodec.read(event.object());
    String uid = now.metadata().uid();
    WorkflowExecution before = last.put(uid, now);
    if (event.type() == WatchEvent.Type.DELETED) {
      gone.add(uid);
    }
    now.status()
        .executionRef()
        .flatMap(ExecutionRef::uid)
        .ifPresent(child -> recorded.computeIfAbsent(uid, any -> new HashSet<>()).add(child));
    Phase old = before == null ? Phase.PENDING : before.phase();
    if (old == Phase.RUNNING && now.phase() == old && !progress(now).equals(progress(before))) {
      progressWrites++;
    }
    if (old != now.phase() && !old.mayBecome(now.phase()) && !restored(now)) {
      violations.add(describe(now) + " went from " + old + " to " + now.phase());
    }
    if (before != null && before.terminal() && !ending(before).equals(ending(now))) {
      violations.add(describe(now) + " has ended as " + ending(before) + " and " + ending(now));
    }
  }

  private static Optional<ExecutionStatus> progress(WorkflowExecution e) {
    return e.status().executionStatus();
  }

  /** One from a backup has ended before it was created. */
  private static boolean restored(WorkflowExecution e) {
    Instant created = e.metadata().creationTimestamp();
    return e.status().completionTime().filter(end -> end.isBefore(created)).isPresent();
  }

  /** How often the progress of a run was written. */
  synchronized int progressWrites() {
    return progressWrites;
  }

  private static List<Object> ending(WorkflowExecution e) {
    return List.of(
        e.phase(),
        e.status().startTime(),
        e.status().completionTime(),
        e.status().failureDetails());
  }

  private void child(WatchEvent event) {
    String owner = label(event.object(), Names.EXECUTION_UID_LABEL);
    if (owner.isEmpty() || !Engine.letGo(event.object())) {
      return;
    }
    Set<String> children = started.computeIfAbsent(owner, any -> new HashSet<>());
    children.add(Json.string(event.object(), "metadata", "uid").orElseThrow());
    if (children.size() > 1) {
      violations.add("execution " + owner + " has started " + children);
    }
  }

  private void lease(WatchEvent event) {
    Json.string(event.object(), "spec", "holderIdentity").ifPresent(lockHolders::add);
  }

  private void pod(WatchEvent event) {
    String uid = Json.string(event.object(), "metadata", "uid").orElseThrow();
    String phase = Json.string(event.object(), "status", "phase").orElse("");
    boolean over = phase.equals("Succeeded") || phase.equals("Failed");
    Set<String> live = livePods.computeIfAbsent(child(event.object()), any -> new HashSet<>());
    if (over || event.type() == WatchEvent.Type.DELETED) {
      live.remove(uid);
    } else if (live.add(uid) && live.size() > 1) {
      violations.add("pods " + live + " of " + child(event.object()) + " live side by side");
    }
  }

  /** The name of the child that a pod belongs to, which is the name of the target's lock. */
  static String child(JsonObject pod) {
    return List.of("batch.kubernetes.io/job-name", "job-name", "tekton.dev/pipelineRun").stream()
        .map(name -> label(pod, name))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String label(JsonObject object, String name) {
    return Json.string(object, "metadata", "labels", name).orElse("");
  }

  private static String describe(WorkflowExecution execution) {
    return execution.metadata().name() + " " + execution.metadata().uid();
  }

  /** Every execution that there was, as it was last. */
  synchronized List<WorkflowExecution> executions() {
    return List.copyOf(last.values());
  }

  synchronized boolean gone(String executionUid) {
    return gone.contains(executionUid);
  }

  /** Whether an execution has ever held a lock. */
  synchronized boolean heldALock(String executionUid) {
    return lockHolders.contains(executionUid);
  }

  /** How many executions have started a child. */
  synchronized int executionsStarted() {
    return started.size();
  }

  /** How many children an execution has started. */
  synchronized int childrenStarted(String executionUid) {
    return started.getOrDefault(executionUid, Set.of()).size();
  }

  /** Fails if anything was seen that must never be. */
  void assertContent() {
    User.await(this::caughtUp);
    synchronized (this) {
      assertThat(violations).isEmpty();
      started.forEach(
          (execution, children) -> {
            if (holdsChildren || !vanished(execution)) {
              assertThat(recorded.getOrDefault(execution, Set.of()))
                  .as("recorded children of execution %s: %s", execution, last.get(execution))
                  .isEqualTo(children);
            }
          });
    }
  }

  /**
   * An API server that is told to delete what gets its first finalizer in that moment may tear it
   * away all the same. Where a child cannot be held, it runs by then.
   */
  private boolean vanished(String execution) {
    Metadata known = last.get(execution).metadata();
    return gone.contains(execution)
        && known.deletionTimestamp().isEmpty()
        && !known.finalizers().isEmpty();
  }

  private boolean caughtUp() {
    List<JsonObject> present = new ArrayList<>();
    for (Selection selection : selections) {
      present.addAll(api.list(selection).toOptional().orElseThrow().items());
    }
    synchronized (this) {
      return present.stream()
          .allMatch(o -> seen.contains(Json.string(o, "metadata", "resourceVersion").orElse("")));
    }
  }

  @Override
  public void close() {
    closed = true;
    watches.forEach(WatchCall::cancel);
  }
}
