package ai.kubernaut.we.e2e;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.WatchCall;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Lease by which replicas agree who leads, through all of its versions. */
final class LeaderLease implements AutoCloseable {

  /** One version of it. */
  record Term(String holder, Instant renewed, Duration lease) {

    static Term of(JsonObject lease) {
      return new Term(
          Json.string(lease, "spec", "holderIdentity").orElse(""),
          Json.time(lease, "spec", "renewTime").orElse(Instant.EPOCH),
          Duration.ofSeconds(Json.integer(lease, "spec", "leaseDurationSeconds").orElse(0)));
    }

    boolean isOf(String replica) {
      return holder.startsWith(replica + "_");
    }
  }

  private final List<Term> terms = new ArrayList<>();
  private final WatchCall watch;

  private LeaderLease(KubernetesApi api) {
    Selection leases =
        ResourceType.LEASES
            .all()
            .inNamespace("kubernaut-system")
            .withFields("metadata.name=we-controller");
    String version = api.list(leases).toOptional().orElseThrow().resourceVersion();
    watch = api.watch(leases, version, Duration.ofMinutes(30));
    Thread thread =
        new Thread(
            () -> {
              Optional<ApiError> unused = watch.run(() -> {}, event -> add(event.object()));
            },
            "leader-lease");
    thread.setDaemon(true);
    thread.start();
  }

  static LeaderLease of(Cluster cluster) {
    return new LeaderLease(cluster.api());
  }

  private synchronized void add(JsonObject lease) {
    if (lease.has("spec")) {
      terms.add(Term.of(lease));
    }
  }

  synchronized List<Term> terms() {
    return List.copyOf(terms);
  }

  /** Who leads, by the last version. */
  synchronized String holder() {
    return terms.isEmpty() ? "" : terms.get(terms.size() - 1).holder();
  }

  /** Waits until one of the replicas leads, and returns which. */
  String awaitLeader(String... replicas) {
    User.await(() -> leader(replicas).isPresent());
    return leader(replicas).orElseThrow();
  }

  private Optional<String> leader(String... replicas) {
    String holder = holder();
    return List.of(replicas).stream().filter(name -> holder.startsWith(name + "_")).findFirst();
  }

  @Override
  public void close() {
    watch.cancel();
  }
}
