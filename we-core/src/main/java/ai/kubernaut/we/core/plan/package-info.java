/**
 * From an observation of the world to the next plan, with its reason: the whole of the controller's
 * will.
 */
@NullMarked
package ai.kubernaut.we.core.plan;

import org.jspecify.annotations.NullMarked;
