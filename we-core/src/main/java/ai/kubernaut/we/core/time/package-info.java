/** How long: deadlines of executions and the cooldown of targets. */
@NullMarked
package ai.kubernaut.we.core.time;

import org.jspecify.annotations.NullMarked;
