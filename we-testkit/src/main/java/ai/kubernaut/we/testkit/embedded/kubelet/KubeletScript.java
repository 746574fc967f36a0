package ai.kubernaut.we.testkit.embedded.kubelet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Chooses what becomes of each pod. Asked once for each pod, when it is first seen. */
@FunctionalInterface
public interface KubeletScript {
  /** The annotation of a pod that names its outcome, in the words of {@link PodOutcome#parse}. */
  String ANNOTATION = "testkit.kubernaut.ai/outcome";

  PodOutcome outcome(PodFacts pod);

  /** Rules without any yet: pods do what their annotation says, and else succeed after 200 ms. */
  static Rules rules() {
    return new Rules();
  }

  /**
   * Ordered rules; the annotation of a pod wins over all of them, the first rule that matches over
   * the rest.
   */
  final class Rules implements KubeletScript {
    private record Rule(Predicate<PodFacts> matches, PodOutcome outcome) {}

    private final List<Rule> rules = new ArrayList<>();
    private PodOutcome otherwise = PodOutcome.succeed().after(Duration.ofMillis(200));

    private Rules() {}

    public Rules when(Predicate<PodFacts> matches, PodOutcome outcome) {
      rules.add(new Rule(matches, outcome));
      return this;
    }

    /** For pods with an image in which the regular expression is found. */
    public Rules whenImage(String regex, PodOutcome outcome) {
      Pattern pattern = Pattern.compile(regex);
      return when(
          pod -> pod.images().stream().anyMatch(image -> pattern.matcher(image).find()), outcome);
    }

    public Rules whenLabel(String name, String value, PodOutcome outcome) {
      return when(pod -> value.equals(pod.labels().get(name)), outcome);
    }

    public Rules whenAnnotation(String name, String value, PodOutcome outcome) {
      return when(pod -> value.equals(pod.annotations().get(name)), outcome);
    }

    public Rules whenEnvironment(String name, String value, PodOutcome outcome) {
      return when(pod -> value.equals(pod.environment().get(name)), outcome);
    }

    /** For pods that no rule matches. */
    public Rules otherwise(PodOutcome outcome) {
      otherwise = outcome;
      return this;
    }

    @Override
    public PodOutcome outcome(PodFacts pod) {
      String asked = pod.annotations().get(ANNOTATION);
      if (asked != null) {
        return PodOutcome.parse(asked);
      }
      return rules.stream()
          .filter(rule -> rule.matches().test(pod))
          .map(Rule::outcome)
          .findFirst()
          .orElse(otherwise);
    }
  }
}
