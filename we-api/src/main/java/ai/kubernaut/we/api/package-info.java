/** See the module description. */
@NullMarked
package ai.kubernaut.we.api;

import org.jspecify.annotations.NullMarked;
