/** What makes a spec unfit to run, each problem with its field and its remedy. */
@NullMarked
package ai.kubernaut.we.core.validation;

import org.jspecify.annotations.NullMarked;
