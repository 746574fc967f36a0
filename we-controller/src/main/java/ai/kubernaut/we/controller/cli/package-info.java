/** The command line. */
@NullMarked
package ai.kubernaut.we.controller.cli;

import org.jspecify.annotations.NullMarked;
