/** From a plan and what came of it to the new status, its events, and when to look again. */
@NullMarked
package ai.kubernaut.we.core.settle;

import org.jspecify.annotations.NullMarked;
