/**
 * The contract of the {@code WorkflowExecution} resource ({@code kubernaut.ai/v1alpha1}): its spec
 * and status as records whose component names are the field names on the wire, the names of labels,
 * annotations, finalizers, conditions and events, and the values that fields take. What is absent
 * on the wire is an empty {@code Optional}, list or map, never null.
 */
@NullMarked
package ai.kubernaut.we.api;

import org.jspecify.annotations.NullMarked;
