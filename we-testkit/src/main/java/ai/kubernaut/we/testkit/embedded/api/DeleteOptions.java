package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.resource.Propagation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a deletion is to be done.
 *
 * @param dryRun answer as if, but delete nothing
 * @param gracePeriodSeconds null leaves it to the type
 * @param propagation null leaves it to finalizers and type
 * @param uid precondition
 * @param resourceVersion precondition
 */
public record DeleteOptions(
    boolean dryRun,
    @Nullable Long gracePeriodSeconds,
    @Nullable Propagation propagation,
    Optional<String> uid,
    Optional<String> resourceVersion) {

  /** A deletion without any wishes. */
  public static DeleteOptions plain() {
    return new DeleteOptions(false, null, null, Optional.empty(), Optional.empty());
  }

  /** The same with a policy for dependents. */
  public DeleteOptions with(Propagation policy) {
    return new DeleteOptions(dryRun, gracePeriodSeconds, policy, uid, resourceVersion);
  }

  /** The same as a trial. */
  public DeleteOptions dry() {
    return new DeleteOptions(true, gracePeriodSeconds, propagation, uid, resourceVersion);
  }

  /** The same without any grace. */
  public DeleteOptions now() {
    return new DeleteOptions(dryRun, 0L, propagation, uid, resourceVersion);
  }

  /** The same for exactly one object. */
  public DeleteOptions ofUid(String wanted) {
    return new DeleteOptions(
        dryRun, gracePeriodSeconds, propagation, Optional.of(wanted), resourceVersion);
  }
}
