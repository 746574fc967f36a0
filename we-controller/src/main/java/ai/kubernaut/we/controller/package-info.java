/**
 * The controller: what the pure decisions of {@code we-core} need of the world, and nothing that
 * decides. One reconcile repeats five steps until it has to wait: observe, plan, apply, settle,
 * write.
 */
@NullMarked
package ai.kubernaut.we.controller;

import org.jspecify.annotations.NullMarked;
