/**
 * Failures by their real cause: evidence in, a typed failure with its message and its advice out.
 */
@NullMarked
package ai.kubernaut.we.core.failure;

import org.jspecify.annotations.NullMarked;
