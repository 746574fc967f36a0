package ai.kubernaut.we.api;

import java.util.Optional;

/**
 * The child that runs the workflow. Whose it is, is decided by uid, never by name.
 *
 * @param kind {@code Job} or {@code PipelineRun}; absent where an older controller wrote it
 */
public record ExecutionRef(
    String name, Optional<String> kind, Optional<String> namespace, Optional<String> uid) {

  public ExecutionRef(String kind, String namespace, String name, String uid) {
    this(name, Optional.of(kind), Optional.of(namespace), Optional.of(uid));
  }
}
