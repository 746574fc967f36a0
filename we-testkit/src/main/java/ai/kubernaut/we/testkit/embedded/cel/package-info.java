/**
 * Evaluation of CEL expressions as Kubernetes offers them: the standard library, the usual
 * extensions, and functions of its own.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.cel;

import org.jspecify.annotations.NullMarked;
