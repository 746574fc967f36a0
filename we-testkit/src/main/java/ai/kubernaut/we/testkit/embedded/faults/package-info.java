/**
 * Faults on request: what goes wrong with which requests, and how often. The same seed and the same
 * requests give the same faults.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.faults;

import org.jspecify.annotations.NullMarked;
