/**
 * The Tekton engine: a workflow as a PipelineRun of its bundle. Only the adapter and the lean
 * models are seen from outside; it translates and calls nothing.
 */
@NullMarked
package ai.kubernaut.we.executor.tekton;

import org.jspecify.annotations.NullMarked;
