/**
 * The child: the Job or PipelineRun that runs a workflow, as decisions see it and as they order it.
 */
@NullMarked
package ai.kubernaut.we.core.child;

import org.jspecify.annotations.NullMarked;
