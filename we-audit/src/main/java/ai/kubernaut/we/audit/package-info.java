/** See the module description. */
@NullMarked
package ai.kubernaut.we.audit;

import org.jspecify.annotations.NullMarked;
