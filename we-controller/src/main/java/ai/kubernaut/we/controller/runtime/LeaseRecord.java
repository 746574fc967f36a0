package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A Lease as the API holds it, and the versions of it that we would write. What others added to the
 * object stays.
 */
record LeaseRecord(JsonObject json) {

  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A lease that nobody holds and that does not exist yet. */
  static LeaseRecord absent(ResourceRef ref) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", ref.name());
    metadata.addProperty("namespace", ref.namespace());
    JsonObject lease = new JsonObject();
    lease.addProperty("apiVersion", ref.type().apiVersion());
    lease.addProperty("kind", ref.type().kind());
    lease.add("metadata", metadata);
    return new LeaseRecord(lease);
  }

  String resourceVersion() {
    return Json.string(json, "metadata", "resourceVersion").orElse("");
  }

  /** Empty if nobody holds it. */
  String holder() {
    return Json.string(json, "spec", "holderIdentity").orElse("");
  }

  /** For how long after its last change nobody else may take it. */
  Duration duration(Duration unlessGiven) {
    OptionalLong seconds = Json.integer(json, "spec", "leaseDurationSeconds");
    return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : unlessGiven;
  }

  LeaseRecord acquired(String identity, Duration duration, Instant now) {
    LeaseRecord next = renewed(identity, duration, now);
    JsonObject spec = next.json.getAsJsonObject("spec");
    if (!holder().equals(identity)) {
      spec.addProperty("acquireTime", MICRO_TIME.format(now));
      long transitions = Json.integer(json, "spec", "leaseTransitions").orElse(-1);
      spec.addProperty("leaseTransitions", transitions + 1);
    }
    return next;
  }

  LeaseRecord marked(Map<String, String> annotations) {
    if (annotations.isEmpty()) {
      return this;
    }
    JsonObject copy = json.deepCopy();
    JsonObject metadata = copy.getAsJsonObject("metadata");
    JsonObject all = Json.object(metadata, "annotations").orElseGet(JsonObject::new);
    annotations.forEach(all::addProperty);
    metadata.add("annotations", all);
    return new LeaseRecord(copy);
  }

  LeaseRecord renewed(String identity, Duration duration, Instant now) {
    JsonObject copy = json.deepCopy();
    JsonObject spec = Json.object(copy, "spec").orElseGet(JsonObject::new);
    spec.addProperty("holderIdentity", identity);
    spec.addProperty("leaseDurationSeconds", (duration.toMillis() + 999) / 1000);
    spec.addProperty("renewTime", MICRO_TIME.format(now));
    copy.add("spec", spec);
    return new LeaseRecord(copy);
  }

  /** Nobody's, so that the next one need not wait. */
  LeaseRecord released(Instant now) {
    LeaseRecord next = renewed("", Duration.ofSeconds(1), now);
    next.json.getAsJsonObject("spec").add("acquireTime", JsonNull.INSTANCE);
    return next;
  }
}
