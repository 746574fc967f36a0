package ai.kubernaut.we.core.lock;

import java.util.Optional;

/**
 * What was decided before a lock was taken; after a crash it wins over spec, catalog and
 * configuration.
 *
 * @param generation of the spec it was decided from
 */
public record Decision(
    String engine, Optional<String> digest, Optional<String> serviceAccount, long generation) {}
