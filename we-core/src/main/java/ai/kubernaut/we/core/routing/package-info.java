/**
 * Whether a workflow should be started on a target now: the rules for whoever creates executions.
 * The controller itself never asks; what exists is run.
 */
@NullMarked
package ai.kubernaut.we.core.routing;

import org.jspecify.annotations.NullMarked;
