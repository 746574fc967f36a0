package ai.kubernaut.we.e2e;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.WatchCall;
import ai.kubernaut.we.kubernetes.WatchEvent;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that has happened to the objects of a cluster, in the server's order, as told by watches that
 * nothing disturbs.
 */
final class History implements AutoCloseable {

  /** One version of an object. */
  record Version(long number, ResourceType type, WatchEvent.Type event, JsonObject object) {

    String uid() {
      return text("metadata", "uid");
    }

    String name() {
      return text("metadata", "name");
    }

    String text(String... path) {
      return Json.string(object, path).orElse("");
    }

    /** The execution that it belongs to by its label. */
    String executionUid() {
      return text("metadata", "labels", Names.EXECUTION_UID_LABEL);
    }

    boolean is(ResourceType other) {
      return type.equals(other);
    }

    boolean deleted() {
      return event == WatchEvent.Type.DELETED;
    }
  }

  private final KubernetesApi api;
  private final List<Selection> selections;
  private final List<WatchCall> watches = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private History(KubernetesApi api) {
    this.api = api;
    this.selections = new ArrayList<>();
    selections.add(User.EXECUTIONS.all().inNamespace("default"));
    Stream.of(ResourceType.JOBS, ResourceType.PODS, ResourceType.LEASES)
        .map(type -> type.all().inNamespace(Cluster.EXECUTION_NAMESPACE))
        .forEach(selections::add);
    if (api.serves(Engine.TEKTON.children()).toOptional().orElseThrow()) {
      selections.add(Engine.TEKTON.children().all().inNamespace(Cluster.EXECUTION_NAMESPACE));
    }
  }

  /** Everything from now on, and what is there now. */
  static History of(Cluster cluster) {
    History history = new History(cluster.api());
    history.selections.forEach(history::follow);
    return history;
  }

  private void follow(Selection selection) {
    ResourcePage page = api.list(selection).toOptional().orElseThrow();
    page.items().forEach(item -> add(selection, WatchEvent.Type.ADDED, item));
    WatchCall watch = api.watch(selection, page.resourceVersion(), Duration.ofMinutes(30));
    watches.add(watch);
    Thread thread =
        new Thread(
            () -> {
              Optional<ApiError> unused =
                  watch.run(() -> {}, event -> add(selection, event.type(), event.object()));
            },
            "history");
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void add(Selection selection, WatchEvent.Type event, JsonObject object) {
    String version = Json.string(object, "metadata", "resourceVersion").orElseThrow();
    seen.add(version);
    if (event != WatchEvent.Type.BOOKMARK) {
      versions.add(new Version(Long.parseLong(version), selection.type(), event, object));
    }
  }

  /** All versions until now, once what is there now has been seen. */
  List<Version> complete() {
    User.await(this::caughtUp);
    synchronized (this) {
      return versions.stream().sorted(Comparator.comparingLong(Version::number)).toList();
    }
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
    watches.forEach(WatchCall::cancel);
  }
}
