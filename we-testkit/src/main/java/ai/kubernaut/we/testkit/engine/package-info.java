/**
 * For those who implement the engine port, the contract that every engine keeps; for those who use
 * it, an engine in memory.
 */
@NullMarked
package ai.kubernaut.we.testkit.engine;

import org.jspecify.annotations.NullMarked;
