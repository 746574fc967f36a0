/** See the module description. */
@NullMarked
package ai.kubernaut.we.executor.job;

import org.jspecify.annotations.NullMarked;
