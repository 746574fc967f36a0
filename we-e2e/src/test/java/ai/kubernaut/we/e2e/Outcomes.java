package ai.kubernaut.we.e2e;

import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;
import ai.kubernaut.we.testkit.embedded.kubelet.PodFacts;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What becomes of pods, as the variable {@link Cluster#OUTCOME} of their containers says: the words
 * of {@link PodOutcome#parse}; after {@code then} come those for the next pod of the same Job or
 * TaskRun.
 */
final class Outcomes implements KubeletScript {

  private final Map<String, List<String>> podsOf = new HashMap<>();

  @Override
  public synchronized PodOutcome outcome(PodFacts pod) {
    List<String> words =
        List.of(pod.environment().getOrDefault(Cluster.OUTCOME, "succeed").split(" then ", -1));
    List<String> pods = podsOf.computeIfAbsent(owner(pod), any -> new ArrayList<>());
    if (!pods.contains(pod.name())) {
      pods.add(pod.name());
    }
    return PodOutcome.parse(words.get(Math.min(pods.indexOf(pod.name()), words.size() - 1)));
  }

  private static String owner(PodFacts pod) {
    return Stream.of("batch.kubernetes.io/controller-uid", "tekton.dev/taskRunUID")
        .flatMap(label -> Stream.ofNullable(pod.labels().get(label)))
        .findFirst()
        .orElse(pod.name());
  }
}
