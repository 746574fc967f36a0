/** The sinks that come with the audit trail: Data Storage, a file, a stream, and none. */
@NullMarked
package ai.kubernaut.we.audit.sink;

import org.jspecify.annotations.NullMarked;
