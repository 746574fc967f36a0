/** The lock of a target: who holds it, and what was decided before it was taken. */
@NullMarked
package ai.kubernaut.we.core.lock;

import org.jspecify.annotations.NullMarked;
