package ai.kubernaut.we.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of Kubernetes' object metadata that decisions look at.
 *
 * @param resourceVersion the version of this view; writes are conditional on it
 * @param generation counts changes of the spec; 0 where the server did not say
 */
public record Metadata(
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    long generation,
    Instant creationTimestamp,
    Optional<Instant> deletionTimestamp,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<String> finalizers) {

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    finalizers = List.copyOf(finalizers);
  }

  /** {@code namespace/name}, the form in which messages and {@code blockedBy} name an object. */
  public String qualifiedName() {
    return namespace + "/" + name;
  }

  public boolean hasFinalizer(String finalizer) {
    return finalizers.contains(finalizer);
  }
}
