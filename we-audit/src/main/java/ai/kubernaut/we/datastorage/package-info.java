/**
 * The Data Storage service over HTTP: its workflow catalog, the registration of workflows, and what
 * every request to it needs.
 */
@NullMarked
package ai.kubernaut.we.datastorage;

import org.jspecify.annotations.NullMarked;
