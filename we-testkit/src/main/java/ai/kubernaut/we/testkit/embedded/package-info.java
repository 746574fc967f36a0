/**
 * A Kubernetes API in this process: real HTTP on the loopback address, taken for real by kubectl
 * and by the official client. {@link ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes} is the
 * door.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded;

import org.jspecify.annotations.NullMarked;
