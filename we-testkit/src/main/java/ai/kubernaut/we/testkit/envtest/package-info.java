/**
 * A real kube-apiserver with etcd, started for tests from binaries that are already on the machine,
 * in the layout that KUBEBUILDER_ASSETS points to.
 */
@NullMarked
package ai.kubernaut.we.testkit.envtest;

import org.jspecify.annotations.NullMarked;
