/**
 * The port through which children are created, watched and ended; one implementation each for Jobs,
 * PipelineRuns and simulations.
 */
@NullMarked
package ai.kubernaut.we.core.engine;

import org.jspecify.annotations.NullMarked;
