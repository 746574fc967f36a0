/**
 * The configuration file: every key with its default, read as a whole, with all of its problems
 * found at once.
 */
@NullMarked
package ai.kubernaut.we.controller.config;

import org.jspecify.annotations.NullMarked;
