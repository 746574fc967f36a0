/**
 * Who may run what: rules that an administrator configures, so that whoever may create executions
 * gains no right through the controller. Each rule is a record that answers with a refusal, or not.
 */
@NullMarked
package ai.kubernaut.we.core.policy;

import org.jspecify.annotations.NullMarked;
