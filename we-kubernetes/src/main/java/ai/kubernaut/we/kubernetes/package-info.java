/**
 * What adapters share when they talk to a Kubernetes API: calls whose answers are values with typed
 * errors, watches, lenient JSON and YAML, and the connection made from a kubeconfig or from inside
 * a cluster. Nothing here knows what the objects mean, and nothing here retries a request that may
 * have been carried out.
 */
@NullMarked
package ai.kubernaut.we.kubernetes;

import org.jspecify.annotations.NullMarked;
