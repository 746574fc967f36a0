/**
 * What the audit trail is owed, recomputed from the execution itself, and the port that delivers
 * it.
 */
@NullMarked
package ai.kubernaut.we.core.audit;

import org.jspecify.annotations.NullMarked;
