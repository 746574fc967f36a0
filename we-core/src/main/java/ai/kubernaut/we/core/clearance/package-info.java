/**
 * The clearance of a failed execution: a person says that others may run on its target. Who it was
 * and when is stamped on it where the person was authenticated, and is copied to the status later.
 */
@NullMarked
package ai.kubernaut.we.core.clearance;

import org.jspecify.annotations.NullMarked;
