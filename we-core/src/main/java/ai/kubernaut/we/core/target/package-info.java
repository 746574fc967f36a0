/** Which executions exclude each other: the lock's name, made from the canonical target. */
@NullMarked
package ai.kubernaut.we.core.target;

import org.jspecify.annotations.NullMarked;
