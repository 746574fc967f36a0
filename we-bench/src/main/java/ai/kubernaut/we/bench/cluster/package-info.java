/**
 * The controller as it is shipped against an API server, beside a bare client that does the least
 * that could be done. Both are measured in one run, so that their ratio holds on any machine.
 */
@NullMarked
package ai.kubernaut.we.bench.cluster;

import org.jspecify.annotations.NullMarked;
