/** See the module description. */
@NullMarked
package ai.kubernaut.we.kubernetes;

import org.jspecify.annotations.NullMarked;
