package ai.kubernaut.we.core.clearance;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A write to an execution, as an admission webhook sees it.
 *
 * @param before the annotations until now; none where the execution is created
 * @param phase until now; empty where the execution is created
 * @param after the annotations as they shall be
 * @param user whom the API server has authenticated
 */
public record ClearanceReview(
    Map<String, String> before, Optional<Phase> phase, Map<String, String> after, String user) {

  private static final String ANONYMOUS = "system:anonymous";
  private static final String KEY = Names.CLEAR_ANNOTATION;

  public ClearanceReview {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /** Stamps the first clearance of a failed execution; refuses every other touch of a stamp. */
  public Verdict verdict(Instant now) {
    Stamp old = Stamp.of(before);
    Stamp wanted = Stamp.of(after);
    if (wanted.equals(old)) {
      return new Verdict.Passed();
    }
    if (old.signed()) {
      return refused("it was cleared before; a clearance is neither changed nor taken back");
    }
    if (wanted.signed()) {
      return refused(
          "%s and %s are written by the webhook alone; set only %s"
              .formatted(Names.CLEARED_BY_ANNOTATION, Names.CLEARED_AT_ANNOTATION, KEY));
    }
    return wanted.reason().map(reason -> clear(reason, now)).orElseGet(Verdict.Passed::new);
  }

  private Verdict clear(String reason, Instant now) {
    if (Stamp.saysNothing(reason)) {
      return refused("say in %s why others may run on its target again".formatted(KEY));
    }
    if (phase.filter(p -> p == Phase.FAILED).isEmpty()) {
      return refused(
          "only an execution that has Failed keeps others from its target; this one is %s"
              .formatted(phase.map(Phase::toString).orElse("new")));
    }
    if (user.isBlank() || user.equals(ANONYMOUS)) {
      return refused("whoever clears an execution has to be authenticated");
    }
    return new Verdict.Stamped(
        Map.of(
            Names.CLEARED_BY_ANNOTATION,
            user,
            Names.CLEARED_AT_ANNOTATION,
            now.truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private static Verdict refused(String why) {
    return new Verdict.Refused(KEY + ": " + why);
  }
}
