package ai.kubernaut.we.testkit.model.search;

/** A state that was found, with its number. */
record Found<S>(S state, int number) {}
