package ai.kubernaut.we.e2e;

import ai.kubernaut.we.controller.Manifests;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;

/** What an administrator applies before the controller is started. */
final class Shipped {

  /** Who the controller is, as {@code namespace:name}. */
  static final String SERVICE_ACCOUNT = "kubernaut-system:we-controller";

  private Shipped() {}

  /** For controllers of either execution namespace. */
  static void applyTo(KubernetesApi api) {
    apply(api, Manifests.all("kubernaut-system", Cluster.EXECUTION_NAMESPACE));
    apply(api, Manifests.rbac("kubernaut-system", Cluster.OTHER_EXECUTION_NAMESPACE));
  }

  private static void apply(KubernetesApi api, String manifests) {
    for (JsonElement document : YamlJson.documents(manifests)) {
      JsonObject object = document.getAsJsonObject();
      String namespace = Json.string(object, "metadata", "namespace").orElse("");
      ApiAnswer<JsonObject> answer = api.create(type(object), namespace, object);
      answer
          .failure()
          .filter(error -> !error.is(ApiError.Kind.ALREADY_EXISTS))
          .ifPresent(
              error -> {
                throw new IllegalStateException(error.summary());
              });
    }
  }

  /** The plural of the shipped kinds is regular. */
  private static ResourceType type(JsonObject object) {
    String apiVersion = Json.string(object, "apiVersion").orElseThrow();
    String kind = Json.string(object, "kind").orElseThrow();
    int slash = apiVersion.indexOf('/');
    return new ResourceType(
        apiVersion.substring(0, Math.max(0, slash)),
        apiVersion.substring(slash + 1),
        kind.toLowerCase(Locale.ROOT) + "s",
        kind,
        Json.string(object, "metadata", "namespace").isPresent());
  }
}
