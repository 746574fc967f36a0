/**
 * A multi-version store of JSON objects: one revision counter, immutable versions kept as bytes, a
 * bounded history that watches and old listings are served from.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.store;

import org.jspecify.annotations.NullMarked;
