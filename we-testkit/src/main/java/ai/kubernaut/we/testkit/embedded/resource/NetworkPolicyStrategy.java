package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Network policies: stored, with the directions that they are about filled in. */
final class NetworkPolicyStrategy implements Strategy {
  @Override
  public void applyDefaults(JsonObject policy) {
    JsonObject spec = Json.child(policy, "spec");
    List<String> directions = new ArrayList<>(List.of("Ingress"));
    if (!Json.items(spec, "egress").isEmpty()) {
      directions.add("Egress");
    }
    PodTemplates.preset(spec, "policyTypes", directions);
    for (String direction : List.of("ingress", "egress")) {
      for (JsonObject rule : Json.objects(spec, direction)) {
        Json.objects(rule, "ports").forEach(port -> PodTemplates.preset(port, "protocol", "TCP"));
      }
    }
  }
}
