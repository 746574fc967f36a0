package ai.kubernaut.we.audit;

import ai.kubernaut.we.core.audit.AuditEventType;

/**
 * An event on its way.
 *
 * @param since when it was handed over, in nanoseconds of a monotonic clock
 */
record Outgoing(String uid, AuditEventType type, String json, long since) {}
