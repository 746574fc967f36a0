package ai.kubernaut.we.controller.runtime;

import java.time.Duration;

/**
 * How patient a {@link ListWatch} is.
 *
 * @param watchFor about how long one watch stays open
 * @param settled a watch that ends sooner is a failure
 * @param relistEvery about how often everything is listed again
 * @param quietFor after hearing nothing for so long, not even a bookmark, it lists again
 */
record ListWatchSettings(
    int pageSize,
    Duration watchFor,
    Duration settled,
    Duration relistEvery,
    Duration quietFor,
    Backoff backoff) {}
