/** What becomes of pods: outcomes, and the rules that choose one for each pod. */
@NullMarked
package ai.kubernaut.we.testkit.embedded.kubelet;

import org.jspecify.annotations.NullMarked;
