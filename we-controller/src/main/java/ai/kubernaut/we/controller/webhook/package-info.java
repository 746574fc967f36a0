/**
 * The admission webhook for clearances: it puts the authenticated user and the time to what a
 * person says, and lets nobody else do so.
 */
@NullMarked
package ai.kubernaut.we.controller.webhook;

import org.jspecify.annotations.NullMarked;
