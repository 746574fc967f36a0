/**
 * The API over HTTP: paths, queries, bodies, content negotiation, watch streams, discovery, and the
 * record of what was asked.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.http;

import org.jspecify.annotations.NullMarked;
