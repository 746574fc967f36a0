/**
 * The contract of the embedded API, checked from outside. The same suite runs against a real
 * kube-apiserver when KUBEBUILDER_ASSETS is set.
 */
@NullMarked
package ai.kubernaut.we.testkit.contract;

import org.jspecify.annotations.NullMarked;
