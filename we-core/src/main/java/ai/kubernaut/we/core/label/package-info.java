/** Label values that are valid for any input. */
@NullMarked
package ai.kubernaut.we.core.label;

import org.jspecify.annotations.NullMarked;
