/**
 * Who asks and whether they may: bearer tokens, impersonation, and the evaluation of stored Roles
 * and bindings.
 */
@NullMarked
package ai.kubernaut.we.testkit.embedded.access;

import org.jspecify.annotations.NullMarked;
