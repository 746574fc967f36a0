/**
 * What every engine on Kubernetes has in common: the adapter that an engine implements, and lean
 * models of pods and Events with their translation into evidence.
 */
@NullMarked
package ai.kubernaut.we.kubernetes.engine;

import org.jspecify.annotations.NullMarked;
