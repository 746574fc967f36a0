/** Answers other than success, word for word as a Kubernetes API server gives them. */
@NullMarked
package ai.kubernaut.we.testkit.embedded.status;

import org.jspecify.annotations.NullMarked;
