package ai.kubernaut.we.testkit.embedded.kubelet;

import java.util.List;
import java.util.Map;

/**
 * What a rule can see of a pod.
 *
 * @param namespace its namespace
 * @param name its name
 * @param labels its labels
 * @param annotations its annotations
 * @param images images of its containers
 * @param environment plain environment variables of its containers
 */
public record PodFacts(
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<String> images,
    Map<String, String> environment) {
  public PodFacts {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    images = List.copyOf(images);
    environment = Map.copyOf(environment);
  }
}
