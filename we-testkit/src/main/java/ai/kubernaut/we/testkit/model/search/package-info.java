/**
 * Explores a model of a controller and its world: all of it, breadth first, or one random run after
 * another. It knows neither Kubernetes nor workflows; a {@link
 * ai.kubernaut.we.testkit.model.search.Model} says what can happen and what must hold.
 */
@NullMarked
package ai.kubernaut.we.testkit.model.search;

import org.jspecify.annotations.NullMarked;
