/** See the module description. */
@NullMarked
package ai.kubernaut.we.testkit;

import org.jspecify.annotations.NullMarked;
