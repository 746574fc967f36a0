/** What the process counts; no label takes its value from a resource. */
@NullMarked
package ai.kubernaut.we.controller.metrics;

import org.jspecify.annotations.NullMarked;
