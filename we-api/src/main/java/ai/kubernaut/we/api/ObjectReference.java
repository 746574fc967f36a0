package ai.kubernaut.we.api;

import java.util.Optional;

/** A reference to another object, in the shape of Kubernetes' {@code ObjectReference}. */
public record ObjectReference(
    Optional<String> apiVersion,
    Optional<String> kind,
    Optional<String> namespace,
    Optional<String> name,
    Optional<String> uid,
    Optional<String> resourceVersion,
    Optional<String> fieldPath) {

  /** A reference by name alone. */
  public static ObjectReference named(String name) {
    return new ObjectReference(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
