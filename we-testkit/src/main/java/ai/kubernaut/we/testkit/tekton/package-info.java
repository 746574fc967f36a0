/**
 * Tekton, simulated: PipelineRuns and TaskRuns get the pods and the statuses that Tekton gives
 * them, on any Kubernetes API, embedded or real.
 */
@NullMarked
package ai.kubernaut.we.testkit.tekton;

import org.jspecify.annotations.NullMarked;
