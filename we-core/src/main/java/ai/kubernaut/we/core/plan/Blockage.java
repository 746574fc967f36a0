package ai.kubernaut.we.core.plan;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps an execution waiting.
 *
 * @param reason one CamelCase word, the reason of condition {@code Blocked}
 * @param message what it waits for and what ends the wait
 * @param by the execution or object that it waits for
 * @param until when the wait ends at the latest, where that is known
 */
public record Blockage(
    String reason, String message, Optional<String> by, Optional<Instant> until) {

  public static final String COOLING_DOWN = "CoolingDown";
  public static final String TARGET_LOCKED = "TargetLocked";
  public static final String FOREIGN_OBJECT = "ForeignObject";
  public static final String ENGINE_NOT_AVAILABLE = "EngineNotAvailable";
  public static final String CATALOG_UNAVAILABLE = "CatalogUnavailable";
  public static final String NO_POD = "NoPod";
  public static final String TERMINATING = "Terminating";
  public static final String SUSPENDED = "Suspended";
  public static final String SERVER_UNAVAILABLE = "ServerUnavailable";
  public static final String AUDIT_NOT_DELIVERED = "AuditNotDelivered";

  /**
   * All of the above; a request that is refused for now, and a child whose pods are refused, block
   * with a failure reason instead.
   */
  public static final Set<String> REASONS =
      Set.of(
          COOLING_DOWN,
          TARGET_LOCKED,
          FOREIGN_OBJECT,
          ENGINE_NOT_AVAILABLE,
          CATALOG_UNAVAILABLE,
          NO_POD,
          TERMINATING,
          SUSPENDED,
          SERVER_UNAVAILABLE,
          AUDIT_NOT_DELIVERED);
}
