/**
 * A thin controller runtime for any kind of object: caches that follow the API and read their own
 * writes, a keyed work queue with its workers, leader election, events, health and an orderly end.
 * The official client's counterparts are not used because they lose work under faults; each class
 * here promises what happens when the API server or the network misbehaves.
 */
@NullMarked
package ai.kubernaut.we.controller.runtime;

import org.jspecify.annotations.NullMarked;
