/**
 * Who owns which field: recording of managed fields on every write, and server-side apply with its
 * conflicts.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.managed;

import org.jspecify.annotations.NullMarked;
