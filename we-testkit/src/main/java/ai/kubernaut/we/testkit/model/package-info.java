/**
 * A model of the world around the controller: API server, watch caches, engines, users, outsiders
 * and clocks, and a shell that runs the decisions of core in it. Together with {@link
 * ai.kubernaut.we.testkit.model.search} it explores every order of events and faults.
 */
@NullMarked
package ai.kubernaut.we.testkit.model;

import org.jspecify.annotations.NullMarked;
