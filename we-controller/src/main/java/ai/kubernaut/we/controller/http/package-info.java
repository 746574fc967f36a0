/** What the process serves about itself: metrics, liveness and readiness. */
@NullMarked
package ai.kubernaut.we.controller.http;

import org.jspecify.annotations.NullMarked;
