/**
 * Simulated parts of a cluster: garbage collector, namespace lifecycle, Job controller and kubelet.
 * They follow the history of the store and act through the same verbs as any client; one thread
 * runs them all.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.controllers;

import org.jspecify.annotations.NullMarked;
