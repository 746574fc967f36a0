/**
 * What the workflow catalog adds to a specification: engine, digest and service account, and the
 * port through which it is asked.
 */
@NullMarked
package ai.kubernaut.we.core.catalog;

import org.jspecify.annotations.NullMarked;
