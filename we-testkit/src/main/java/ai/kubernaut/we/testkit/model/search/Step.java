package ai.kubernaut.we.testkit.model.search;

import java.util.function.Supplier;

/**
 * Something that can happen in a state. Both parts are computed on demand.
 *
 * @param description one line for a trace
 * @param next the state after it; always the same one
 */
public record Step<S>(Supplier<String> description, Supplier<S> next) {}
