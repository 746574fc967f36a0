package ai.kubernaut.we.testkit.model.search;

import java.util.function.Supplier;

/**
 * Something that can happen in a state.
 *
 * @param description one line for a trace, made on demand
 * @param next the state after it
 * @param fair whether it happens sooner or later if nothing else does
 */
public record Step<S>(Supplier<String> description, S next, boolean fair) {}
