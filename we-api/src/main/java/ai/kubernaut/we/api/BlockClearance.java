package ai.kubernaut.we.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Who allowed new executions after this one had run and failed, and why.
 *
 * @param clearMethod {@code Annotation}, {@code APIEndpoint} or {@code StatusField}
 */
public record BlockClearance(
    String clearMethod, String clearReason, String clearedBy, Optional<Instant> clearedAt) {}
