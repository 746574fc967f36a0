package ai.kubernaut.we.core.lock;

import java.time.Instant;
import java.util.Optional;

/**
 * The Lease under a target's lock name.
 *
 * @param claim absent where the Lease was not written by this controller
 * @param cooldownUntil set when its execution was deleted while the target cooled down
 */
public record Lock(
    String name,
    String uid,
    String resourceVersion,
    Optional<Claim> claim,
    Optional<Instant> cooldownUntil) {

  /** Who holds it, and what was decided. */
  public record Claim(Holder holder, Decision decision) {}

  public boolean heldBy(String executionUid) {
    return claim.filter(c -> c.holder().uid().equals(executionUid)).isPresent();
  }
}
