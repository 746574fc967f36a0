package ai.kubernaut.we.api;

import java.util.Optional;

/**
 * Settings of one execution.
 *
 * @param timeout Go duration from the start, such as {@code 1m30s}, as written; see {@link
 *     GoDuration}
 */
public record ExecutionConfig(Optional<String> timeout) {}
