/**
 * The embedded API beside the one other library for the purpose, each in a process of its own,
 * under the same requests in one run, so that their ratio holds on any machine.
 */
@NullMarked
package ai.kubernaut.we.bench.api;

import org.jspecify.annotations.NullMarked;
