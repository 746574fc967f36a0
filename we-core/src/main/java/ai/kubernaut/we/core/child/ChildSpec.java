package ai.kubernaut.we.core.child;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.FreeForm;
import ai.kubernaut.we.api.Resources;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A child to create, held.
 *
 * @param image OCI reference of the image or bundle, pinned to its digest where one is known
 * @param parameters name to value, {@code TARGET_RESOURCE} among them
 * @param timeout what remains until the deadline, at least a second
 * @param labels put on the child and, by its engine, on its pods
 * @param annotations put on the child: full values of what labels can only hint at
 */
public record ChildSpec(
    String engine,
    String namespace,
    String name,
    String image,
    Map<String, String> parameters,
    Duration timeout,
    Optional<String> serviceAccount,
    Dependencies dependencies,
    Resources resources,
    Optional<FreeForm> engineConfig,
    Map<String, String> labels,
    Map<String, String> annotations) {

  public ChildSpec {
    parameters = Map.copyOf(parameters);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
