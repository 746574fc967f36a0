package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Services: defaults, and an address of their own, where nothing answers. */
final class ServiceStrategy implements Strategy {
  private static final String ADDRESS = "clusterIP";

  private final AtomicInteger addresses = new AtomicInteger(1);

  @Override
  public void applyDefaults(JsonObject service) {
    JsonObject spec = Json.child(service, "spec");
    PodTemplates.preset(spec, "type", "ClusterIP");
    PodTemplates.preset(spec, "sessionAffinity", "None");
    PodTemplates.preset(spec, "internalTrafficPolicy", "Cluster");
    PodTemplates.preset(spec, "ipFamilies", List.of("IPv4"));
    PodTemplates.preset(spec, "ipFamilyPolicy", "SingleStack");
    for (JsonObject port : Json.objects(spec, "ports")) {
      PodTemplates.preset(port, "protocol", "TCP");
      if (port.has("port")) {
        PodTemplates.preset(port, "targetPort", port.get("port"));
      }
    }
    PodTemplates.preset(service, "status", Json.of("loadBalancer", new JsonObject()));
  }

  @Override
  public void prepareForCreate(JsonObject service) {
    JsonObject spec = Json.child(service, "spec");
    if (!Json.text(spec, "type").equals("ExternalName")) {
      int number = addresses.incrementAndGet();
      PodTemplates.preset(spec, ADDRESS, "10.96." + (number >> 8 & 255) + "." + (number & 255));
      PodTemplates.preset(spec, "clusterIPs", List.of(Json.text(spec, ADDRESS)));
    }
  }

  @Override
  public void prepareForUpdate(JsonObject service, JsonObject old) {
    for (String field : List.of(ADDRESS, "clusterIPs")) {
      Optional.ofNullable(Json.at(old, "spec", field))
          .ifPresent(kept -> PodTemplates.preset(Json.child(service, "spec"), field, kept));
    }
  }

  @Override
  public List<FieldError> validate(JsonObject service) {
    List<FieldError> errors = new ArrayList<>();
    String name = Json.text(service, "metadata", "name");
    DnsNames.label1035Complaint(name)
        .ifPresent(why -> errors.add(FieldError.invalid("metadata.name", name, why)));
    boolean headless = Json.text(service, "spec", ADDRESS).equals("None");
    boolean external = Json.text(service, "spec", "type").equals("ExternalName");
    if (Json.items(service, "spec", "ports").isEmpty() && !headless && !external) {
      errors.add(FieldError.required("spec.ports", ""));
    }
    return errors;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }
}
