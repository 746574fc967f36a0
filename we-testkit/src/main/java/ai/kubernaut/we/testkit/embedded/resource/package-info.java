/**
 * The types that the API serves: the built-in ones and those that custom resource definitions add,
 * with what is special about each of them.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.resource;

import org.jspecify.annotations.NullMarked;
