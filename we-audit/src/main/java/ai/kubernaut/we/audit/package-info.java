/**
 * Delivery of audit events. A {@link ai.kubernaut.we.audit.DeliveringTrail} holds what is on its
 * way, bounded, and one thread carries it in batches to an {@link ai.kubernaut.we.audit.AuditSink}
 * until the sink confirms. Nothing here outlives the process: what is owed is recomputed from the
 * executions, so a batch that is lost on the way is only late.
 */
@NullMarked
package ai.kubernaut.we.audit;

import org.jspecify.annotations.NullMarked;
