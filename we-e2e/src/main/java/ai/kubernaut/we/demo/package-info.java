/**
 * The demo: the controller as it is shipped, in a process of its own, against an embedded
 * Kubernetes API whose simulated nodes let the examples succeed and fail.
 */
@NullMarked
package ai.kubernaut.we.demo;

import org.jspecify.annotations.NullMarked;
