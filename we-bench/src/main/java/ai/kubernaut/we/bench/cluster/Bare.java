package ai.kubernaut.we.bench.cluster;

import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The limit: the writes of one execution one after another, of objects of the same size, with
 * nothing decided, watched or waited for.
 */
final class Bare {

  private static final int EVENTS = 3;

  private final KubernetesApi api;
  private final Sample sample;
  private final boolean withEvents;

  Bare(KubernetesApi api, Sample sample, boolean withEvents) {
    this.api = api;
    this.sample = sample;
    this.withEvents = withEvents;
  }

  /** What the controller writes for an execution that exists. */
  void execute(String name) {
    ResourceRef execution = Place.EXECUTIONS.named(Place.NAMESPACE, name);
    ResourceRef lease = ResourceType.LEASES.named(Place.EXECUTION_NAMESPACE, "bare-" + name);
    ResourceRef job = ResourceType.JOBS.named(Place.EXECUTION_NAMESPACE, "bare-" + name);
    done(api.mergePatch(execution, finalizers("example.com/bare")));
    String leaseUid = uid(api.create(lease.type(), lease.namespace(), sample.lease(lease.name())));
    String jobUid = uid(api.create(job.type(), job.namespace(), sample.job(job.name())));
    done(api.patchStatus(execution, sample.status()));
    done(api.mergePatch(job, started()));
    done(api.patchStatus(execution, sample.status()));
    done(api.patchStatus(execution, sample.status()));
    done(api.delete(job, Deletion.foreground(jobUid)));
    done(api.mergePatch(job, finalizers()));
    done(api.delete(lease, Deletion.background(leaseUid)));
    for (int n = 0; withEvents && n < EVENTS; n++) {
      JsonObject event = sample.event("bare-" + name + "-" + n);
      done(api.create(Place.EVENTS, Place.NAMESPACE, event));
    }
  }

  private static JsonObject started() {
    return Json.parse("{\"spec\":{\"suspend\":false},\"metadata\":{\"annotations\":{\"a\":\"b\"}}}")
        .orElseThrow();
  }

  private static JsonObject finalizers(String... names) {
    JsonArray list = new JsonArray();
    for (String name : names) {
      list.add(name);
    }
    JsonObject metadata = new JsonObject();
    metadata.add("finalizers", list);
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    return patch;
  }

  private static String uid(ApiAnswer<JsonObject> answer) {
    return Json.string(Place.value(answer), "metadata", "uid").orElseThrow();
  }

  /** A Job that its deletion has already taken away needs no finalizer taken off. */
  private static void done(ApiAnswer<JsonObject> answer) {
    answer
        .failure()
        .filter(error -> !error.is(ApiError.Kind.NOT_FOUND))
        .ifPresent(
            error -> {
              throw new IllegalStateException(error.summary());
            });
  }
}
