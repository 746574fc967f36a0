package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.label.LabelValue;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Watched;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A lock in its form as a Lease: the holder by uid, all else in annotations. */
record LockLease(String namespace, Lock lock) implements Watched {

  /** Whatever else is found in its place could not be asked for in a selector. */
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?");

  @Override
  public String name() {
    return lock.name();
  }

  @Override
  public String uid() {
    return lock.uid();
  }

  @Override
  public String resourceVersion() {
    return lock.resourceVersion();
  }

  static LockLease decode(JsonObject lease) {
    Map<String, String> annotations = Json.stringMap(lease, "metadata", "annotations");
    return new LockLease(
        Json.string(lease, "metadata", "namespace").orElse(""),
        new Lock(
            Json.string(lease, "metadata", "name").orElse(""),
            Json.string(lease, "metadata", "uid").orElse(""),
            Json.string(lease, "metadata", "resourceVersion").orElse(""),
            Json.string(lease, "spec", "holderIdentity").flatMap(uid -> claim(uid, annotations)),
            time(annotations.get(Names.COOLDOWN_UNTIL_ANNOTATION))));
  }

  /** Only what this controller wrote has every annotation that a claim needs. */
  private static Optional<Lock.Claim> claim(String uid, Map<String, String> annotations) {
    String name = annotations.getOrDefault(Names.EXECUTION_LABEL, "");
    String namespace = annotations.getOrDefault(Names.SOURCE_NAMESPACE_LABEL, "");
    String engine = annotations.getOrDefault(Names.ENGINE_LABEL, "");
    if (!UID.matcher(uid).matches() || name.isEmpty() || namespace.isEmpty() || engine.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Lock.Claim(
            new Holder(uid, namespace, name),
            new Decision(
                engine,
                Optional.ofNullable(annotations.get(Names.BUNDLE_DIGEST_ANNOTATION)),
                Optional.ofNullable(annotations.get(Names.SERVICE_ACCOUNT_ANNOTATION)),
                number(annotations.get(Names.GENERATION_ANNOTATION)))));
  }

  /** The Lease that takes a lock for an execution. */
  static JsonObject manifest(
      String namespace,
      String lockName,
      Metadata execution,
      String target,
      Decision decision,
      Instant now) {
    JsonObject labels = new JsonObject();
    labels.addProperty(Names.EXECUTION_UID_LABEL, LabelValue.of(execution.uid()));
    labels.addProperty(Names.EXECUTION_LABEL, LabelValue.of(execution.name()));
    labels.addProperty(Names.SOURCE_NAMESPACE_LABEL, LabelValue.of(execution.namespace()));
    JsonObject annotations = new JsonObject();
    annotations.addProperty(Names.EXECUTION_LABEL, execution.name());
    annotations.addProperty(Names.SOURCE_NAMESPACE_LABEL, execution.namespace());
    annotations.addProperty(Names.TARGET_LABEL, target);
    annotations.addProperty(Names.ENGINE_LABEL, decision.engine());
    annotations.addProperty(Names.GENERATION_ANNOTATION, Long.toString(decision.generation()));
    decision.digest().ifPresent(d -> annotations.addProperty(Names.BUNDLE_DIGEST_ANNOTATION, d));
    decision
        .serviceAccount()
        .ifPresent(a -> annotations.addProperty(Names.SERVICE_ACCOUNT_ANNOTATION, a));
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", lockName);
    metadata.addProperty("namespace", namespace);
    metadata.add("labels", labels);
    metadata.add("annotations", annotations);
    JsonObject spec = new JsonObject();
    spec.addProperty("holderIdentity", execution.uid());
    spec.addProperty("acquireTime", Timestamps.micros(now));
    JsonObject lease = new JsonObject();
    lease.addProperty("apiVersion", ResourceType.LEASES.apiVersion());
    lease.addProperty("kind", ResourceType.LEASES.kind());
    lease.add("metadata", metadata);
    lease.add("spec", spec);
    return lease;
  }

  private static Optional<Instant> time(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  private static long number(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
