package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * What the simulation changes. Changes are conditional on the version that was seen; what cannot be
 * done now is looked at again.
 */
final class Writes {

  private static final Duration AGAIN = Duration.ofMillis(200);

  private final KubernetesApi api;
  private final Seen seen;
  private final Agenda agenda;

  Writes(KubernetesApi api, Seen seen, Agenda agenda) {
    this.api = api;
    this.seen = seen;
    this.agenda = agenda;
  }

  /** Creates an object; the refusal, if it is refused for any reason but that it is there. */
  Optional<ApiError> create(ResourceType type, JsonObject object) {
    ApiAnswer<JsonObject> answer = api.create(type, Seen.namespace(object), object);
    answer.toOptional().ifPresent(created -> know(type, created));
    return answer.failure().filter(error -> !error.is(ApiError.Kind.ALREADY_EXISTS));
  }

  /** Merges into an object; says whether that was done. */
  boolean merge(ResourceType type, JsonObject object, JsonObject patch) {
    return done(
        type,
        object,
        api.mergePatch(type.named(Seen.namespace(object), Seen.name(object)), on(object, patch)));
  }

  /** Merges into an object's status; says whether that was done. */
  boolean status(ResourceType type, JsonObject object, JsonObject status) {
    JsonObject patch = on(object, Json.of("status", status));
    return done(
        type,
        object,
        api.patchStatus(type.named(Seen.namespace(object), Seen.name(object)), patch));
  }

  private static JsonObject on(JsonObject object, JsonObject patch) {
    JsonObject metadata = Json.child(patch, "metadata");
    metadata.addProperty("uid", Seen.uid(object));
    metadata.addProperty("resourceVersion", Json.text(object, "metadata", "resourceVersion"));
    return patch;
  }

  private boolean done(ResourceType type, JsonObject object, ApiAnswer<JsonObject> answer) {
    answer.toOptional().ifPresent(now -> know(type, now));
    if (answer.failure().isPresent()) {
      agenda.lookAgain(type, object, AGAIN);
    }
    return answer.failure().isEmpty();
  }

  private void know(ResourceType type, JsonObject now) {
    if (seen.put(type, now)) {
      agenda.lookAgain(type, now, Duration.ZERO);
    }
  }

  void deletePod(JsonObject pod) {
    api.delete(
            ResourceType.PODS.named(Seen.namespace(pod), Seen.name(pod)),
            Deletion.background(Seen.uid(pod)))
        .failure()
        .filter(error -> !error.is(ApiError.Kind.NOT_FOUND) && !error.is(ApiError.Kind.CONFLICT))
        .ifPresent(error -> agenda.later(AGAIN, () -> deletePod(pod)));
  }
}
