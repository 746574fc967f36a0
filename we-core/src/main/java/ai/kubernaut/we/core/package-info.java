/** See the module description. */
@NullMarked
package ai.kubernaut.we.core;

import org.jspecify.annotations.NullMarked;
