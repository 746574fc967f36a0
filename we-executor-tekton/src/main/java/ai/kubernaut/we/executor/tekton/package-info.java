/** See the module description. */
@NullMarked
package ai.kubernaut.we.executor.tekton;

import org.jspecify.annotations.NullMarked;
