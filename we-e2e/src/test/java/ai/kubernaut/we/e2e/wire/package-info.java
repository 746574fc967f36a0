/**
 * A network that cannot be trusted, between a controller and its API server, and what passed it.
 */
@NullMarked
package ai.kubernaut.we.e2e.wire;

import org.jspecify.annotations.NullMarked;
