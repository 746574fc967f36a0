/** What requests are about, and how to pick some of them: for faults and for counting alike. */
@NullMarked
package ai.kubernaut.we.testkit.embedded.traffic;

import org.jspecify.annotations.NullMarked;
